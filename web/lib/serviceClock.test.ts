import { describe, expect, it, vi } from 'vitest';
import { ServiceClock } from './serviceClock.ts';

function clockAfter(...samples: readonly number[]) {
  const clock = new ServiceClock();
  for (const ahead of samples) clock.note(100_000 + ahead, 100_000);
  return clock;
}

describe('the clock of the service', () => {
  it('is taken to be right until an event shows otherwise', () => {
    expect(new ServiceClock().estimate()).toBe(0);
    expect(new ServiceClock().ahead.getSnapshot()).toBe(0);
  });

  it.each([
    ['ahead', [7_000], 7_000],
    ['behind', [-90_000], -90_000],
    ['as far as the event shows that came fastest', [-400, -20, -3_000], -20],
  ])('is %s', (_what, samples, expected) => {
    expect(clockAfter(...samples).estimate()).toBe(expected);
  });

  it('follows when either clock is set, once the events before are forgotten', () => {
    const clock = clockAfter(60_000, ...Array.from({ length: 8 }, () => -50));
    expect(clock.estimate()).toBe(-50);
    expect(clock.ahead.getSnapshot()).toBe(-50);
  });

  it('tells its readers of half a second and more, not of every event', () => {
    const clock = new ServiceClock();
    const told = vi.fn();
    clock.ahead.subscribe(told);
    for (const ahead of [-40, 10, 120, 499]) clock.note(ahead, 0);
    expect(told).not.toHaveBeenCalled();
    clock.note(500, 0);
    expect(clock.ahead.getSnapshot()).toBe(500);
    expect(told).toHaveBeenCalledTimes(1);
  });
});
