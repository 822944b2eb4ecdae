import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SpentStates } from './spentStates.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

it('a state can be spent once, and is forgotten when its cookie no longer opens', () => {
  const states = new SpentStates(1000);
  expect([states.spend('a'), states.spend('b')]).toEqual([true, true]);
  vi.advanceTimersByTime(999);
  expect([states.spend('a'), states.spend('b'), states.spend('c')]).toEqual([false, false, true]);
  vi.advanceTimersByTime(1);
  expect([states.spend('a'), states.spend('b'), states.spend('c')]).toEqual([true, true, false]);
});
