import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SettingsStore } from '../settings/settingsStore.ts';
import type { Command } from './command.ts';
import { CommandBoard } from './commandBoard.ts';
import { listenToKeys } from './listenToKeys.ts';

function listen() {
  const board = new CommandBoard();
  const settings = new SettingsStore();
  onTestFinished(listenToKeys(board, settings));
  const done: string[] = [];
  const offer = (id: string, keys: readonly string[], part: Partial<Command> = {}) =>
    board.offer({ id, title: id, group: 'chat', keys, run: () => done.push(id), ...part });
  return { board, settings, done, offer };
}

function on(html: string): Element {
  document.body.innerHTML = html;
  const target = document.body.querySelector('[data-target]') ?? document.body.firstElementChild;
  if (target === null) throw new Error('Expected an element.');
  return target;
}

function press(key: string, init: KeyboardEventInit = {}, target: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

beforeEach(() => localStorage.clear());
afterEach(() => {
  document.body.innerHTML = '';
  vi.useRealTimers();
});

describe('keys', () => {
  it('run their command, and nothing else has the press', () => {
    const { done, offer } = listen();
    offer('transfer', ['t']);
    expect(press('t').defaultPrevented).toBe(true);
    expect(press('x').defaultPrevented).toBe(false);
    expect(done).toEqual(['transfer']);
  });

  it('mean their letter in a text, unless Ctrl is held', () => {
    const { done, offer } = listen();
    offer('transfer', ['t']);
    offer('palette', ['mod+k']);
    for (const html of [
      '<textarea></textarea>',
      '<input>',
      '<div role="textbox" tabindex="0"></div>',
      '<ul role="menu"></ul>',
    ]) {
      const field = on(html);
      expect(press('t', {}, field).defaultPrevented).toBe(false);
      press('k', { ctrlKey: true }, field);
    }
    expect(done).toEqual(['palette', 'palette', 'palette', 'palette']);
  });

  it('work on a checkbox, where nothing is written', () => {
    const { done, offer } = listen();
    offer('transfer', ['t']);
    press('t', {}, on('<input type="checkbox">'));
    expect(done).toEqual(['transfer']);
  });

  it('leave an open dialog alone, unless they work there', () => {
    const { done, offer } = listen();
    offer('transfer', ['t']);
    offer('next', ['mod+Enter']);
    offer('palette', ['mod+k'], { worksInDialogs: true });
    const button = on('<div role="dialog"><button data-target>Close</button></div>');
    press('t', {}, button);
    press('Enter', { ctrlKey: true }, button);
    press('k', { ctrlKey: true }, button);
    expect(done).toEqual(['palette']);
  });

  it('with Ctrl come before the page’s controls, others after them', () => {
    const { done, offer } = listen();
    offer('escape', ['Escape']);
    offer('send', ['mod+Enter']);
    const field = on('<button>Open</button>');
    const heard: string[] = [];
    field.addEventListener('keydown', event => {
      if (event instanceof KeyboardEvent) heard.push(event.key);
      event.preventDefault();
    });
    press('Escape', {}, field);
    press('Enter', { ctrlKey: true }, field);
    expect(done).toEqual(['send']);
    expect(heard).toEqual(['Escape']);
  });

  it('are pressed one after the other in time', () => {
    vi.useFakeTimers();
    const { done, offer } = listen();
    offer('online', ['g o']);
    offer('oldest', ['o']);
    press('g');
    press('Shift', { shiftKey: true });
    press('o');
    expect(done).toEqual(['online']);
    press('g');
    vi.advanceTimersByTime(1_500);
    press('o');
    expect(done).toEqual(['online', 'oldest']);
  });

  it('begin anew with a press that does not go on', () => {
    const { done, offer } = listen();
    offer('online', ['g o']);
    offer('transfer', ['t']);
    press('g');
    press('t');
    press('g');
    press('g');
    press('o');
    expect(done).toEqual(['transfer', 'online']);
  });

  it('that begin a longer one count when nothing follows', () => {
    vi.useFakeTimers();
    const { done, offer } = listen();
    offer('online', ['g o']);
    offer('go', ['g']);
    press('g');
    expect(done).toEqual([]);
    vi.advanceTimersByTime(1_500);
    expect(done).toEqual(['go']);
    press('o');
    expect(done).toEqual(['go']);
  });

  it('are those that the agent chose', () => {
    const { done, offer, settings } = listen();
    offer('transfer', ['t']);
    offer('undo', ['z']);
    offer('leave', ['x']);
    settings.change({ keys: { transfer: 'x', undo: null } });
    press('t');
    press('z');
    press('x');
    expect(done).toEqual(['transfer']);
  });

  it('may be none by themselves', () => {
    const { done, offer, settings } = listen();
    offer('transfer', ['t']);
    offer('online', ['g o']);
    offer('back', ['Escape']);
    offer('palette', ['mod+k']);
    settings.change({ singleKeys: false });
    press('t');
    press('g');
    press('o');
    press('Escape');
    press('k', { ctrlKey: true });
    expect(done).toEqual(['back', 'palette']);
  });

  it('belong to the command that was offered last and can be done', () => {
    const { done, offer } = listen();
    offer('second chat', ['2']);
    const stop = offer('second department', ['2']);
    press('2');
    stop();
    offer('disabled', ['2'], { isEnabled: false });
    press('2');
    expect(done).toEqual(['second department', 'second chat']);
  });

  it('do a thing once while they are held down, unless it is moving on', () => {
    const { done, offer } = listen();
    offer('serve', ['o']);
    offer('down', ['j'], { isRepeatable: true });
    press('o');
    expect(press('o', { repeat: true }).defaultPrevented).toBe(true);
    press('j');
    press('j', { repeat: true });
    expect(done).toEqual(['serve', 'down', 'down']);
  });

  it('write Polish letters', () => {
    const { done, offer } = listen();
    offer('next', ['l']);
    offer('close', ['mod+l']);
    press('ł', { code: 'KeyL', modifierAltGraph: true });
    press('ł', { code: 'KeyL', ctrlKey: true, altKey: true, modifierAltGraph: true });
    expect(done).toEqual([]);
  });

  it('are where the agent’s keyboard has them, or where a Latin one has them', () => {
    const { done, offer } = listen();
    offer('undo', ['z']);
    offer('first', ['1']);
    press('z', { code: 'KeyY' });
    press('ז', { code: 'KeyZ' });
    press('&', { code: 'Digit1' });
    expect(done).toEqual(['undo', 'undo', 'first']);
  });
});
