import { type DeliveryVariant, reportDelivery } from './deliveryVariants.ts';

/** What every block of one variant took, in the order of the rounds. */
export class BlockTimer {
  readonly #seconds: number[] = [];
  /** Of the processor, for this process: steadier than the clock on a machine that others use too. */
  readonly #cpuSeconds: number[] = [];
  #startedAt = 0;
  #cpu = process.cpuUsage();

  start(): void {
    this.#startedAt = performance.now();
    this.#cpu = process.cpuUsage();
  }

  stop(): void {
    const { user, system } = process.cpuUsage(this.#cpu);
    this.#seconds.push((performance.now() - this.#startedAt) / 1_000);
    this.#cpuSeconds.push((user + system) / 1_000_000);
  }

  /** Forgets the warm-up. */
  reset(): void {
    this.#seconds.length = this.#cpuSeconds.length = 0;
  }

  get seconds(): readonly number[] {
    return this.#seconds;
  }

  get cpuSeconds(): readonly number[] {
    return this.#cpuSeconds;
  }
}

/** Prints frames per second of each lane, by the clock and by the processor's time. */
export function reportBlocks(
  bench: string,
  frames: number,
  block: number,
  lanes: readonly { readonly variant: DeliveryVariant; readonly timer: BlockTimer }[],
): void {
  const byClock = lanes.map(({ variant, timer }) => ({ variant, seconds: timer.seconds }));
  const byCpu = lanes.map(({ variant, timer }) => ({ variant, seconds: timer.cpuSeconds }));
  reportDelivery({ bench, n: frames, unit: 'frames/s' }, block, byClock);
  reportDelivery({ bench, n: frames, unit: 'frames/s of CPU' }, block, byCpu);
}
