import type { WebSocket } from 'ws';
import type { Clock } from './clock.ts';
import type { ServerFrame } from './envelope.ts';
import type { Faults } from './faults.ts';
import type { LineTap } from './frameTap.ts';

/** How long a held-back DATA frame waits for the one that is to overtake it. */
const REORDER_WAIT_MS = 500;

/** One socket's way out to the client, and the place where faults of the line happen. */
export class Wire {
  readonly #socket: WebSocket;
  readonly #faults: Faults;
  readonly #clock: Clock;
  readonly #tap: LineTap;
  #frozen: string[] | null = null;
  #overtaken: string | null = null;

  constructor(socket: WebSocket, faults: Faults, clock: Clock, tap: LineTap) {
    this.#socket = socket;
    this.#faults = faults;
    this.#clock = clock;
    this.#tap = tap;
    socket.on('close', code => tap.closed(code));
  }

  send(frame: ServerFrame): void {
    this.#write(JSON.stringify(frame));
  }

  /** Sends subscription data, which faults may delay, double or reorder. */
  sendData(frame: ServerFrame, rootFields: readonly string[]): void {
    const text = JSON.stringify(frame);
    const delay = this.#faults.take('delay', rootFields);
    if (delay) this.#clock.after(delay.ms, () => this.#writeData(text, rootFields));
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

  /** From now on nothing is read or written, and the client gets no sign of it. */
  freeze(): void {
    this.#frozen ??= [];
    this.#socket.pause();
  }

  get isFrozen(): boolean {
    return this.#frozen !== null;
  }

  /** Reads and writes again, what was held back first. */
  thaw(): void {
    const held = this.#frozen;
    if (!held) return;
    this.#frozen = null;
    for (const text of held) this.#write(text);
    this.#socket.resume();
  }

  #writeData(text: string, rootFields: readonly string[]): void {
    if (this.#overtaken === null && this.#faults.take('reorder-data', rootFields)) {
      this.#overtaken = text;
      this.#clock.after(REORDER_WAIT_MS, () => this.#writeOvertaken());
      return;
    }
    this.#write(text);
    if (this.#faults.take('duplicate-data', rootFields)) this.#write(text);
    this.#writeOvertaken();
  }

  #writeOvertaken(): void {
    const text = this.#overtaken;
    this.#overtaken = null;
    if (text !== null) this.#write(text);
  }

  #write(text: string): void {
    if (this.#frozen) this.#frozen.push(text);
    else if (this.#socket.readyState === this.#socket.OPEN) {
      this.#tap.sent(text);
      this.#socket.send(text);
    }
  }
}
