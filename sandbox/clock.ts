/** Cancels what was planned; calling it twice, or after it ran, does nothing. */
export type Cancel = () => void;

/** The sandbox's only source of time, so that tests can hold it and move it. */
export interface Clock {
  /** UNIX time in milliseconds. */
  now(): number;
  /** Runs `task` once, `ms` from now. */
  after(ms: number, task: () => void): Cancel;
}

/** The machine's clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export interface ManualClock extends Clock {
  /** Moves the time on by `ms`, running what falls due on the way, in order. */
  advance(ms: number): void;
}

/** A clock that stands still until it is told to move. `start` is UNIX time in milliseconds. */
export function manualClock(start = Date.UTC(2026, 0, 5, 9)): ManualClock {
  let now = start;
  let planned: { due: number; task: () => void }[] = [];

  const takeNextDue = (until: number) => {
    const due = planned.filter(entry => entry.due <= until).sort((a, b) => a.due - b.due)[0];
    planned = planned.filter(entry => entry !== due);
    return due;
  };

  return {
    now: () => now,
    after(ms, task) {
      const entry = { due: now + ms, task };
      planned.push(entry);
      return () => {
        planned = planned.filter(other => other !== entry);
      };
    },
    advance(ms) {
      const until = now + ms;
      for (let entry = takeNextDue(until); entry; entry = takeNextDue(until)) {
        now = Math.max(now, entry.due);
        entry.task();
      }
      now = until;
    },
  };
}
