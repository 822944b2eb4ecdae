import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { Queue } from './queue.ts';

export interface ProgramOptions {
  readonly cwd: string;
  /** Added to the environment of the tests. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A program that runs beside the test, as a person would run it, and ends with the test. */
export class Program {
  /** Its exit code, or the signal that ended it, once its output is read to the end. */
  readonly ended: Promise<number | string>;
  readonly #lines = new Queue<string>();
  #complaints = '';

  /** Runs `node` with these arguments. */
  constructor(args: readonly string[], { cwd, env }: ProgramOptions) {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    createInterface({ input: child.stdout }).on('line', line => this.#lines.put(line));
    child.stderr.on('data', (chunk: Buffer) => {
      this.#complaints += chunk.toString();
    });
    this.ended = once(child, 'close').then(([code, signal]) => code ?? signal);
    onTestFinished(async () => {
      child.kill();
      await this.ended;
    });
  }

  /** What it has said on stderr so far. */
  get complaints(): string {
    return this.#complaints;
  }

  /** The next line on stdout that no test has taken yet. Rejects when the program ends before it comes. */
  line(): Promise<string> {
    const ended = this.ended.then(how => {
      throw new Error(`Expected a line, but the program ended with ${how}:\n${this.#complaints}`);
    });
    return Promise.race([this.#lines.take(), ended]);
  }

  /** The next `count` lines. */
  async lines(count: number): Promise<string[]> {
    const taken: string[] = [];
    while (taken.length < count) taken.push(await this.line());
    return taken;
  }
}
