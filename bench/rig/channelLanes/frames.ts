/** Frames that a screen shows in a second. */
const FRAMES = 60;

/** A second in fast motion: what arrives in it, as evenly over its frames as it goes. */
export class Frames {
  readonly channels: number;
  readonly #nextTurn: () => Promise<void>;

  constructor(channels: number, nextTurn: () => Promise<void>) {
    this.channels = channels;
    this.#nextTurn = nextTurn;
  }

  /** Calls `take` for each channel, and `paint` at the end of each frame, when all that is due has been done. */
  async overASecond(take: (channel: number) => void, paint: () => void): Promise<void> {
    let taken = 0;
    for (let frame = 1; frame <= FRAMES; frame += 1) {
      const due = Math.round((this.channels * frame) / FRAMES);
      for (; taken < due; taken += 1) take(taken);
      await this.#nextTurn();
      paint();
    }
  }
}
