import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line between clients and a server on 127.0.0.1 that can be slow, and can go silent without closing. */
export class Relay {
  readonly #server: Server;
  readonly #delay: number;
  /** What comes over a pair of an earlier age is thrown away. */
  #age = 0;
  #isSilent = false;

  private constructor(server: Server, delay: number) {
    this.#server = server;
    this.#delay = delay;
  }

  /** A relay to `port` on which everything takes `delay` milliseconds in each direction. */
  static async to(port: number, delay = 0): Promise<Relay> {
    const server = createServer();
    const relay = new Relay(server, delay);
    server.on('connection', near => relay.#join(near, connect(port, '127.0.0.1')));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return relay;
  }

  url(path: string): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('Expected a port, got none.');
    return `ws://127.0.0.1:${address.port}${path}`;
  }

  /** Nothing comes through any more, and nothing is closed: as a network that is gone. */
  silence(): void {
    this.#age += 1;
    this.#isSilent = true;
  }

  /** New connections come through; old ones stay silent for good, as on another network. */
  restore(): void {
    this.#isSilent = false;
  }

  #join(near: Socket, far: Socket): void {
    const age = this.#isSilent ? Number.NaN : this.#age;
    this.#pipe(near, far, age);
    this.#pipe(far, near, age);
  }

  #pipe(from: Socket, to: Socket, age: number): void {
    const pass = (run: () => void): void => {
      if (this.#delay === 0) run();
      else setTimeout(run, this.#delay);
    };
    from.setNoDelay(true);
    from.on('error', () => undefined);
    from.on('data', chunk => pass(() => age === this.#age && to.write(chunk)));
    from.on('close', () => {
      pass(() => age === this.#age && to.destroy());
    });
  }
}
