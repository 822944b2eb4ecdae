/** What an agent does all day; each is one key or one click. */
export const acts = ['change chat', 'type', 'open palette', 'open transfer', 'serve'] as const;

export type Act = (typeof acts)[number];

/** A page on which they can be done, each as often as one likes. */
export type Lane = {
  readonly name: string;
  /** Times (ms) of each act. */
  readonly times: Readonly<Record<Act, number[]>>;
  /** Does it once, and brings the page back to where it was. Gives the time (ms) of the key or click alone. */
  readonly perform: (act: Act, round: number) => Promise<number>;
};

export function noTimes(): Record<Act, number[]> {
  return { 'change chat': [], 'open palette': [], 'open transfer': [], serve: [], type: [] };
}
