import type { ClientState } from './clientTypes.ts';
import type { Emitter } from './emitter.ts';
import { listenForWake, type WakeReason } from './runtime.ts';

const ACTIVE: ReadonlySet<ClientState['status']> = new Set(['connecting', 'open', 'waiting']);

/** The client's state. It tells changes, and listens for a waking machine only while there is something to wake. */
export class StateHolder {
  readonly #emitter: Emitter;
  readonly #wake: (why: WakeReason) => void;
  #current: ClientState = { status: 'idle' };
  #stopWake: (() => void) | undefined;

  constructor(emitter: Emitter, wake: (why: WakeReason) => void) {
    this.#emitter = emitter;
    this.#wake = wake;
  }

  get current(): ClientState {
    return this.#current;
  }

  /** Whether there is a socket, or will be one. */
  get isActive(): boolean {
    return ACTIVE.has(this.#current.status);
  }

  set(state: ClientState): void {
    this.#current = state;
    if (this.isActive) this.#stopWake ??= listenForWake(this.#wake);
    else {
      this.#stopWake?.();
      this.#stopWake = undefined;
    }
    this.#emitter.emit('state', state);
  }
}
