import type { ChildProcess } from 'node:child_process';
import { findProgram, freePort, startProgram, stopProgram } from './systemProgram.ts';

/** The system's Redis on a free port, keeping nothing on disk. */
export class TestRedis {
  readonly #port: number;
  #child: ChildProcess | undefined;

  private constructor(port: number) {
    this.#port = port;
  }

  static async start(): Promise<TestRedis> {
    const redis = new TestRedis(await freePort());
    await redis.startAgain();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  /** On the same port, empty. */
  async startAgain(): Promise<void> {
    const settings = { port: this.#port, bind: '127.0.0.1', save: '', appendonly: 'no', daemonize: 'no' };
    this.#child = await startProgram(
      findProgram('redis-server', 'redis-server'),
      Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
      /Ready to accept connections/,
    );
  }

  async kill(): Promise<void> {
    if (this.#child) await stopProgram(this.#child);
  }

  /** Stops it in its tracks: its sockets stay open, and nothing is answered until {@link thaw}. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }
}
