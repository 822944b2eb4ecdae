import { Timer } from './runtime.ts';

/** A timer that fires this much late has slept: the machine did, or the tab was frozen. */
const SLEEP = 2_000;
/** How long a socket may take to show that it survived a sleep. */
const AFTER_SLEEP = 1_000;

/** Times in milliseconds; `Infinity` is never. */
export interface HeartbeatOptions {
  /** Between PINGs. */
  readonly keepAlive: number;
  /** Without any frame after a PING. */
  readonly pongTimeout: number;
}

export interface HeartbeatHooks {
  ping(): void;
  /** No frame came after a PING. */
  dead(): void;
}

/**
 * Notices that a socket is dead although nobody closed it: within `keepAlive` + `pongTimeout`, or soon after a
 * sleep. Any frame is a sign of life. `hear` is called for each of them, so it only sets a flag.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #hooks: HeartbeatHooks;
  readonly #beat = new Timer();
  readonly #deadline = new Timer();
  #deadlineAt = 0;
  #unanswered = false;

  constructor(options: HeartbeatOptions, hooks: HeartbeatHooks) {
    this.#options = options;
    this.#hooks = hooks;
  }

  start(): void {
    const { keepAlive, pongTimeout } = this.#options;
    const due = Date.now() + keepAlive;
    this.#beat.set(keepAlive, () => {
      const slept = Date.now() - due > SLEEP;
      this.start();
      this.probe(slept ? Math.min(AFTER_SLEEP, pongTimeout) : pongTimeout);
    });
  }

  stop(): void {
    this.#beat.clear();
    this.#deadline.clear();
  }

  hear(): void {
    this.#unanswered = false;
  }

  /** Asks for a sign of life, to come within `ms`. A PING that is still unanswered keeps an earlier deadline. */
  probe(ms: number): void {
    const deadlineAt = Date.now() + ms;
    if (!this.#unanswered || deadlineAt < this.#deadlineAt) {
      this.#unanswered = true;
      this.#deadlineAt = deadlineAt;
      this.#deadline.set(ms, () => {
        if (this.#unanswered) this.#hooks.dead();
      });
    }
    this.#hooks.ping();
  }
}
