import type { WebSocket } from 'ws';
import type { Clock } from './clock.ts';
import type { ServerFrame } from './envelope.ts';
import { DEFAULT_DELAY_MS, type Faults } from './faults.ts';
import type { LineTap } from './frameTap.ts';
import type { Limits } from './limits.ts';

/** How long a held-back DATA frame waits for the one that is to overtake it. */
const REORDER_WAIT_MS = 500;

interface LineServices {
  readonly faults: Faults;
  readonly clock: Clock;
  readonly limits: Limits;
}

/** One socket's way out to the client, and the place where faults of the line happen. */
export class Wire {
  readonly #socket: WebSocket;
  readonly #services: LineServices;
  readonly #tap: LineTap;
  /** What waits for the thaw; null while nothing is frozen. */
  #frozen: (() => void)[] | null = null;
  #frozenBytes = 0;
  #overtaken: string | null = null;

  constructor(socket: WebSocket, services: LineServices, tap: LineTap) {
    this.#socket = socket;
    this.#services = services;
    this.#tap = tap;
    socket.on('close', code => tap.closed(code));
  }

  send(frame: ServerFrame): void {
    this.#write(JSON.stringify(frame));
  }

  /** Sends subscription data, a frame as text, which faults may delay, double or reorder. */
  sendData(text: string, rootFields: readonly string[]): void {
    const { faults, clock } = this.#services;
    const delay = faults.take('delay', rootFields);
    if (delay) clock.after(delay.ms ?? DEFAULT_DELAY_MS, () => this.#writeData(text, rootFields));
    else this.#writeData(text, rootFields);
  }

  /** A frame that is no JSON. */
  sendGarbage(): void {
    this.#write('{"sig":"DATA","payload":{"da');
  }

  /** EOS, then an orderly close. */
  end(reason: string): void {
    this.send({ sig: 'EOS', reason });
    this.thaw();
    this.#socket.close(1000);
  }

  /** An orderly close with a reason that ws tools show. */
  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Cuts the line: the client sees code 1006. */
  drop(): void {
    this.#socket.terminate();
  }

  /**
   * From now on nothing is read or written, and the client gets no sign of it. Gives what thaws this
   * freeze alone: a later one lasts as long as it was ordered to.
   */
  freeze(): () => void {
    const held = [...(this.#frozen ?? [])];
    this.#frozen = held;
    this.#socket.pause();
    return () => {
      if (this.#frozen === held) this.thaw();
    };
  }

  get isFrozen(): boolean {
    return this.#frozen !== null;
  }

  /** Runs `task` at the thaw, after what was held back before it; at once when nothing is frozen. */
  onThaw(task: () => void): void {
    if (this.#frozen) this.#frozen.push(task);
    else task();
  }

  /** Reads and writes again, what was held back first. */
  thaw(): void {
    const held = this.#frozen;
    if (!held) return;
    this.#frozen = null;
    this.#frozenBytes = 0;
    for (const task of held) this.onThaw(task);
    if (!this.#frozen) this.#socket.resume();
  }

  #writeData(text: string, rootFields: readonly string[]): void {
    if (this.#overtaken === null && this.#services.faults.take('reorder-data', rootFields)) {
      this.#overtaken = text;
      this.#services.clock.after(REORDER_WAIT_MS, () => this.#writeOvertaken());
      return;
    }
    this.#write(text);
    if (this.#services.faults.take('duplicate-data', rootFields)) this.#write(text);
    this.#writeOvertaken();
  }

  #writeOvertaken(): void {
    const text = this.#overtaken;
    this.#overtaken = null;
    if (text !== null) this.#write(text);
  }

  #write(text: string): void {
    if (this.#frozen) {
      this.#frozenBytes += text.length;
      this.#frozen.push(() => this.#write(text));
    } else if (this.#socket.readyState === this.#socket.OPEN) {
      this.#tap.sent(text);
      this.#socket.send(text);
    }
    // A client that reads nothing must not fill the memory.
    if (this.#socket.bufferedAmount + this.#frozenBytes > this.#services.limits.unreadBytes) this.drop();
  }
}
