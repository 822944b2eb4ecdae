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
  /** Sorted by `due`; what was planned first stands first among equals. */
  const planned: { readonly due: number; readonly task: () => void }[] = [];

  return {
    now: () => now,
    after(ms, task) {
      const entry = { due: now + ms, task };
      const later = planned.findLastIndex(({ due }) => due <= entry.due) + 1;
      planned.splice(later, 0, entry);
      return () => {
        const index = planned.indexOf(entry);
        if (index >= 0) planned.splice(index, 1);
      };
    },
    advance(ms) {
      const until = now + ms;
      for (let next = planned[0]; next && next.due <= until; next = planned[0]) {
        planned.shift();
        now = Math.max(now, next.due);
        next.task();
      }
      now = until;
    },
  };
}
