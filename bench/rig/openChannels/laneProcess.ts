import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LaneName } from './lane.ts';

/** A lane in a process of its own. */
export class LaneProcess {
  readonly name: LaneName;
  readonly #child: ChildProcess;

  private constructor(name: LaneName, child: ChildProcess) {
    this.name = name;
    this.#child = child;
  }

  static async start(name: LaneName, channels: number, held: number): Promise<LaneProcess> {
    const file = fileURLToPath(new URL('laneChild.ts', import.meta.url));
    const lane = new LaneProcess(name, fork(file, [name, String(channels), String(held)]));
    await lane.#answer();
    return lane;
  }

  /** ms of the processor for each of so many seconds of messages. */
  async cpuOf(seconds: number): Promise<number> {
    this.#child.send(seconds);
    return Number(await this.#answer());
  }

  stop(): void {
    this.#child.kill();
  }

  async #answer(): Promise<unknown> {
    const ended = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`Expected ${this.name} to go on, its process ended with ${String(code)}.`);
    });
    ended.catch(() => undefined);
    const [answer]: readonly unknown[] = await Promise.race([once(this.#child, 'message'), ended]);
    return answer;
  }
}
