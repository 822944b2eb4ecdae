import { after, type Cancel, timeout } from './runtime.ts';

/** A timer that fires this much late has slept: the machine did, or the tab was frozen. */
const SLEEP = 2_000;
/** How long a socket may take to show that it survived a sleep. */
const AFTER_SLEEP = 1_000;

export interface HeartbeatOptions {
  /** Milliseconds between PINGs; 0 turns them off. */
  readonly keepAlive: number;
  /** Milliseconds without any frame after a PING; 0 waits for ever. */
  readonly pongTimeout: number;
}

export interface HeartbeatHooks {
  ping(): void;
  /** No frame came after a PING. Called once. */
  dead(): void;
}

/**
 * Notices that a socket is dead although nobody closed it: within `keepAlive` + `pongTimeout`, or at once after a
 * sleep. Any frame is a sign of life. `hear` is called for each of them, so it only sets a flag.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #hooks: HeartbeatHooks;
  #unanswered = false;
  #deadline = Number.POSITIVE_INFINITY;
  #cancelBeat: Cancel | undefined;
  #cancelDeadline: Cancel | undefined;

  constructor(options: HeartbeatOptions, hooks: HeartbeatHooks) {
    this.#options = options;
    this.#hooks = hooks;
  }

  start(): void {
    const wait = timeout(this.#options.keepAlive);
    const due = Date.now() + wait;
    this.#cancelBeat = after(wait, () => this.#beat(due));
  }

  stop(): void {
    this.#cancelBeat?.();
    this.#cancelDeadline?.();
  }

  hear(): void {
    this.#unanswered = false;
  }

  /** Asks for a sign of life now, to come within `ms`. */
  probe(ms: number): void {
    this.#expectFrame(ms);
    this.#hooks.ping();
  }

  #beat(due: number): void {
    const { pongTimeout } = this.#options;
    const slept = Date.now() - due > SLEEP;
    this.start();
    this.probe(slept ? Math.min(AFTER_SLEEP, timeout(pongTimeout)) : pongTimeout);
  }

  /** An older PING that is still unanswered keeps its deadline, unless the new one is earlier. */
  #expectFrame(ms: number): void {
    const deadline = Date.now() + timeout(ms);
    if (this.#unanswered && this.#deadline <= deadline) return;
    this.#unanswered = true;
    this.#deadline = deadline;
    this.#cancelDeadline?.();
    this.#cancelDeadline = after(timeout(ms), () => {
      if (this.#unanswered) this.#hooks.dead();
    });
  }
}
