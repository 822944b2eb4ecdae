import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { getNow, subscribeToSeconds } from './clock.ts';

let visibility: DocumentVisibilityState = 'visible';

function show(state: DocumentVisibilityState): void {
  visibility = state;
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  vi.useFakeTimers({ now: 10_250 });
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
});

afterEach(() => {
  show('visible');
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('the clock of the page', () => {
  it('ticks at the beginning of each second, for all listeners with one timer', () => {
    const one = vi.fn();
    const two = vi.fn();
    const ends = [subscribeToSeconds(one), subscribeToSeconds(two)];
    expect(vi.getTimerCount()).toBe(1);
    expect(getNow()).toBe(10_000);
    vi.advanceTimersByTime(749);
    expect(one).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(getNow()).toBe(11_000);
    vi.advanceTimersByTime(3_000);
    expect([one, two].map(({ mock }) => mock.calls.length)).toEqual([4, 4]);
    expect(getNow()).toBe(14_000);
    for (const end of ends) end();
  });

  it('stands still between two ticks, and without listeners has the present second', () => {
    const end = subscribeToSeconds(() => {});
    vi.setSystemTime(10_900);
    expect(getNow()).toBe(10_000);
    end();
    vi.setSystemTime(55_900);
    expect(getNow()).toBe(55_000);
  });

  it('has no timer when nobody listens', () => {
    const end = subscribeToSeconds(() => {});
    end();
    expect(vi.getTimerCount()).toBe(0);
    show('hidden');
    show('visible');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rests while the page is hidden, and is right at once when it is seen again', () => {
    const listener = vi.fn();
    const end = subscribeToSeconds(listener);
    show('hidden');
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(60_000);
    expect(listener).not.toHaveBeenCalled();
    show('visible');
    expect(listener).toHaveBeenCalledTimes(1);
    expect(getNow()).toBe(70_000);
    vi.advanceTimersByTime(1_000);
    expect(listener).toHaveBeenCalledTimes(2);
    end();
  });
});
