import type { OccasionKind } from './occasion.ts';

/** One note: its pitch in Hz, when it begins and how long it fades, in seconds, and its loudness, 0 to 1. */
export type Note = {
  readonly hz: number;
  readonly at: number;
  readonly lasts: number;
  readonly loudness: number;
};

export type Tune = { readonly wave: OscillatorType; readonly notes: readonly Note[] };

/** Two rising calls, like a telephone: somebody waits. */
const ring: Tune = { wave: 'triangle', notes: [...call(0), ...call(0.55)] };

/** Two soft drops: somebody has written. */
const drop: Tune = {
  wave: 'sine',
  notes: [
    { hz: 880, at: 0, lasts: 0.16, loudness: 0.7 },
    { hz: 1174.66, at: 0.09, lasts: 0.28, loudness: 0.6 },
  ],
};

/** Generated, so that there is nothing to load; told apart with eyes closed. */
export const tunes: Record<OccasionKind, Tune> = { unserved: ring, arrived: ring, message: drop };

function call(at: number): readonly Note[] {
  return [
    { hz: 659.25, at, lasts: 0.14, loudness: 0.8 },
    { hz: 987.77, at: at + 0.12, lasts: 0.14, loudness: 0.9 },
    { hz: 1318.51, at: at + 0.24, lasts: 0.3, loudness: 1 },
  ];
}
