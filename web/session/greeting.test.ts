import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_GREETING, Greeting } from './greeting.ts';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

describe('the greeting', () => {
  it('has words of its own until it is changed', () => {
    expect(new Greeting().text.getSnapshot()).toBe(DEFAULT_GREETING);
  });

  it('survives a reload', () => {
    new Greeting().change('Hej!');
    expect(new Greeting().text.getSnapshot()).toBe('Hej!');
  });

  it.each(['', '  \n '])('comes back when it is emptied (%j): a visitor can’t be served in silence', text => {
    const greeting = new Greeting();
    greeting.change('Hej!');
    greeting.change(text);
    expect(greeting.text.getSnapshot()).toBe(DEFAULT_GREETING);
    expect(new Greeting().text.getSnapshot()).toBe(DEFAULT_GREETING);
  });

  it('lives as long as the page where the storage is blocked', () => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(blocked);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(blocked);
    const greeting = new Greeting();
    greeting.change('Hej!');
    expect(greeting.text.getSnapshot()).toBe('Hej!');
  });
});
