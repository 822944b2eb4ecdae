import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { COUNTDOWN, IdleWatch } from './idleWatch.ts';

const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  localStorage.clear();
});
afterEach(() => vi.useRealTimers());

function watch(options: { patience?: () => number | null; isWatching?: () => boolean } = {}) {
  const onIdle = vi.fn();
  const idle = new IdleWatch({ patience: () => 10 * MINUTE, isWatching: () => true, onIdle, ...options });
  onTestFinished(idle.start());
  return { idle, onIdle };
}

describe('the watch for nobody being there', () => {
  it('counts down for 30 s, then tells it once', () => {
    const { idle, onIdle } = watch();
    vi.advanceTimersByTime(10 * MINUTE - COUNTDOWN - 1_000);
    expect(idle.leavingAt.getSnapshot()).toBeNull();
    vi.advanceTimersByTime(1_000);
    expect(idle.leavingAt.getSnapshot()).toBe(1_000_000 + 10 * MINUTE);
    vi.advanceTimersByTime(COUNTDOWN - 1);
    expect(onIdle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(onIdle).toHaveBeenCalledOnce();
    expect(idle.leavingAt.getSnapshot()).toBeNull();
    vi.advanceTimersByTime(60 * MINUTE);
    expect(onIdle).toHaveBeenCalledOnce();
  });

  it.each(['keydown', 'pointermove', 'wheel', 'touchstart'])('is called off by %s', sign => {
    const { idle, onIdle } = watch();
    vi.advanceTimersByTime(10 * MINUTE - 5_000);
    expect(idle.leavingAt.getSnapshot()).not.toBeNull();
    dispatchEvent(new Event(sign));
    expect(idle.leavingAt.getSnapshot()).toBeNull();
    vi.advanceTimersByTime(9 * MINUTE);
    expect(onIdle).not.toHaveBeenCalled();
  });

  it('knows that somebody is in another tab', () => {
    const [here, there] = [watch(), watch()];
    vi.advanceTimersByTime(10 * MINUTE - 5_000);
    expect(there.idle.leavingAt.getSnapshot()).not.toBeNull();
    here.idle.here();
    vi.advanceTimersByTime(1_000);
    expect(there.idle.leavingAt.getSnapshot()).toBeNull();
    vi.advanceTimersByTime(9 * MINUTE);
    expect(there.onIdle).not.toHaveBeenCalled();
  });

  it('counts down after a sleep of the computer, too', () => {
    const { idle, onIdle } = watch();
    vi.setSystemTime(1_000_000 + 600 * MINUTE);
    vi.advanceTimersByTime(1_000);
    expect(idle.leavingAt.getSnapshot()).toBe(1_000_000 + 600 * MINUTE + 1_000 + COUNTDOWN);
    expect(onIdle).not.toHaveBeenCalled();
  });

  it('tells it again after somebody was there', () => {
    const { idle, onIdle } = watch();
    vi.advanceTimersByTime(11 * MINUTE);
    idle.here();
    vi.advanceTimersByTime(11 * MINUTE);
    expect(onIdle).toHaveBeenCalledTimes(2);
  });

  it('waits while it does not matter, and for ever without a limit', () => {
    let matters = false;
    const { onIdle } = watch({ isWatching: () => matters });
    const patient = watch({ patience: () => null });
    vi.advanceTimersByTime(30 * MINUTE);
    expect(onIdle).not.toHaveBeenCalled();
    matters = true;
    vi.advanceTimersByTime(COUNTDOWN + 2_000);
    expect(onIdle).toHaveBeenCalledOnce();
    expect(patient.onIdle).not.toHaveBeenCalled();
  });
});
