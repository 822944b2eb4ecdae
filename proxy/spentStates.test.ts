import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SpentStates } from './spentStates.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const spendAll = (states: SpentStates, names: string[]) => Promise.all(names.map(name => states.spend(name)));

it('a state can be spent once, and is forgotten when its cookie no longer opens', async () => {
  const states = new SpentStates(1000);
  expect(await spendAll(states, ['a', 'b'])).toEqual([true, true]);
  vi.advanceTimersByTime(999);
  expect(await spendAll(states, ['a', 'b', 'c'])).toEqual([false, false, true]);
  vi.advanceTimersByTime(1);
  expect(await spendAll(states, ['a', 'b', 'c'])).toEqual([true, true, false]);
});
