/** One way to take what visitors write in many open channels. */
export interface ChannelsLane {
  /** Makes ready what arrives in the second `n`, which is no part of the figure; the function that it returns takes it. */
  readonly prepare: (n: number) => () => Promise<void>;
}

/** Ours, the limit and the peer. */
export const laneNames = ['dashboard', 'a versioned store alone', 'Apollo updateQuery'] as const;
export type LaneName = (typeof laneNames)[number];

export interface LanesModule {
  /**
   * A lane with so many channels and `held` messages in each. `nextTurn` resolves when all that is to be done at once
   * has been done.
   */
  readonly openLane: (
    name: LaneName,
    channels: number,
    held: number,
    nextTurn: () => Promise<void>,
  ) => Promise<ChannelsLane>;
}
