import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tellBeforePaint } from './tellBeforePaint.ts';

const frames = new Map<number, () => void>();

beforeEach(() => {
  vi.useFakeTimers();
  frames.clear();
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => {
    frames.set(frames.size + 1, act);
    return frames.size;
  });
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => frames.delete(frame));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('tells with the next frame, and once', () => {
  const tell = vi.fn();
  tellBeforePaint(tell);
  expect(tell).not.toHaveBeenCalled();
  for (const act of frames.values()) act();
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(tell).toHaveBeenCalledTimes(1);
});

it('tells a page that is hidden before its frame comes, and not again when it is seen', () => {
  const tell = vi.fn();
  tellBeforePaint(tell);
  vi.advanceTimersByTime(100);
  expect(tell).toHaveBeenCalledTimes(1);
  for (const act of frames.values()) act();
  expect(tell).toHaveBeenCalledTimes(1);
});
