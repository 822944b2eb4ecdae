import type { ClientOptions } from './clientTypes.ts';
import { AFTER_SLEEP, SLEEP } from './limits.ts';
import { after } from './runtime.ts';

export type HeartbeatOptions = Pick<ClientOptions, 'keepAlive' | 'pongTimeout'>;

/** Notices that a socket is dead although nobody closed it. */
export interface Heartbeat {
  start(): void;
  stop(): void;
  /** A sign of life, which any frame is. Called for each of them, so it only sets a flag. */
  hear(): void;
  /**
   * Asks for a sign of life, to come within `ms`, by default `pongTimeout`. A PING that is still unanswered keeps an
   * earlier deadline.
   */
  probe(ms?: number): void;
}

/** Calls `dead` when no frame came within `keepAlive` + `pongTimeout`, or soon after a sleep. */
export function createHeartbeat(
  { keepAlive = 5_000, pongTimeout = 5_000 }: HeartbeatOptions,
  ping: () => void,
  dead: () => void,
): Heartbeat {
  const interval = keepAlive || Infinity;
  const patience = pongTimeout || Infinity;
  let cancelBeat: (() => void) | undefined;
  let cancelDeadline: (() => void) | undefined;
  let deadlineAt = Infinity;

  function start(): void {
    const due = Date.now() + interval;
    cancelBeat = after(interval, () => {
      const slept = Date.now() - due > SLEEP;
      start();
      probe(slept ? AFTER_SLEEP : patience);
    });
  }

  function probe(ms = patience): void {
    const at = Date.now() + ms;
    if (at < deadlineAt) {
      deadlineAt = at;
      cancelDeadline?.();
      cancelDeadline = after(ms, () => {
        if (deadlineAt < Infinity) dead();
      });
    }
    ping();
  }

  return {
    start,
    stop() {
      cancelBeat?.();
      cancelDeadline?.();
    },
    hear() {
      deadlineAt = Infinity;
    },
    probe,
  };
}
