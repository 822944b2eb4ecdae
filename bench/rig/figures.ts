/** A comparison of one way of doing something with another, measured side by side. */
export interface Figure {
  readonly bench: string;
  readonly variant: string;
  /** How much was done: frames, requests, clients. */
  readonly n: number;
  readonly value: number;
  readonly unit: string;
  /** The variant that `ratio` compares with. */
  readonly ratio_to?: string;
  readonly ratio?: number;
  /** What is to be reached, of `ratio`, or of `value` where there is none. Peers have nothing to reach. */
  readonly reach?: number;
  /** Whether `reach` is the least or the most that will do. */
  readonly reach_is?: 'least' | 'most';
  /** Anything else that a reader needs in order to judge the figure. */
  readonly [more: string]: string | number | boolean | undefined;
}

/** Prints one JSON line; `reached` says whether the figure, as printed, is good enough. */
export function report(figure: Figure): void {
  const { value, ratio, reach, reach_is = 'least' } = figure;
  const rounded = { ...figure, value: round(value), ...(ratio !== undefined && { ratio: round(ratio) }) };
  const judged = rounded.ratio ?? rounded.value;
  const isReached = reach_is === 'least' ? judged >= (reach ?? 0) : judged <= (reach ?? 0);
  console.log(JSON.stringify({ ...rounded, ...(reach !== undefined && { reach_is, reached: isReached }) }));
}

/** The value that half of them do not exceed; NaN of none. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The smallest value that `percent` of them do not exceed; NaN of none. */
export function percentile(values: readonly number[], percent: number): number {
  const at = Math.max(Math.ceil((values.length * percent) / 100) - 1, 0);
  return values.toSorted((a, b) => a - b)[at] ?? Number.NaN;
}

/**
 * The median over rounds of a round's two values: what slows the machine slows both, so this is steadier than a
 * ratio of medians.
 */
export function pairedRatio(values: readonly number[], others: readonly number[]): number {
  return median(values.map((value, round) => value / (others[round] ?? Number.NaN)));
}

/** Runs every lane once a round; each round begins with another, so that none always follows the same. */
export async function takeTurns<Lane>(
  lanes: readonly Lane[],
  rounds: number,
  run: (lane: Lane, round: number) => Promise<void> | void,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < lanes.length; turn += 1) {
      const lane = lanes[(turn + round) % lanes.length];
      if (lane !== undefined) await run(lane, round);
    }
  }
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
