/**
 * - `unserved`: a visitor waits for somebody to serve them; told again for as long as they do.
 * - `message`: a visitor of mine has written.
 * - `arrived`: a chat has come to me that I did not take myself.
 */
export type OccasionKind = 'arrived' | 'message' | 'unserved';

/** Something that an agent wants to be told of. */
export type Occasion = {
  /** The same in every tab; what was told is kept under it. */
  readonly key: string;
  readonly kind: OccasionKind;
  readonly visitorId: string;
  readonly name: string;
  /** What the visitor wrote last; null when that is nothing. */
  readonly text: string | null;
  /** When this tab saw it begin, UNIX ms; null when it was so already as the page was opened. */
  readonly since: number | null;
};

/** How long a visitor who waits to be served is left alone, ms. */
export const REPEAT_AFTER = 30_000;

/** How far (ms) one tab may lag behind another: what begins later than that after it was told has begun anew. */
const LAG = 5_000;

/** When each occasion was told last, UNIX ms, by its key. One for all tabs of a browser. */
export type Ledger = ReadonlyMap<string, number>;

/**
 * Whether an occasion is to be told now. Messages are told once. Of an unserved visitor the agent is told when they
 * begin to wait, and again every 30 s.
 */
export function isDue({ key, kind, since }: Occasion, ledger: Ledger, now: number): boolean {
  const toldAt = ledger.get(key);
  if (toldAt === undefined) return true;
  if (kind === 'message') return false;
  if (since !== null && since - toldAt > LAG) return true;
  return kind === 'unserved' && now - toldAt >= REPEAT_AFTER;
}

/** How long (ms) the ledger remembers: longer than any message can be late. */
const KEPT_FOR = 12 * 60 * 60_000;

/**
 * Of so many messages, told last, it remembers that they were told. It is read and written whole with each message: all
 * of a day would make every one of them slower than the one before.
 */
const MESSAGES_KEPT = 1_000;

export type Claim = {
  /** Those that are this tab's to tell: nobody has told them, and nobody else will. */
  readonly due: readonly Occasion[];
  readonly ledger: Ledger;
};

/**
 * Takes from the ledger what is due of `wanted`. All who wait to be served are told in one breath, so whenever one of
 * them is due the next reminder of all that are `waiting` is 30 s away.
 */
export function claim(
  ledger: Ledger,
  wanted: readonly Occasion[],
  waiting: readonly Occasion[],
  now: number,
): Claim {
  const due = wanted.filter(occasion => isDue(occasion, ledger, now));
  if (due.length === 0) return { due, ledger };
  const next = remembered(ledger, now);
  const isRound = due.some(({ kind }) => kind === 'unserved');
  for (const { key } of isRound ? [...due, ...waiting] : due) next.set(key, now);
  return { due, ledger: next };
}

function isMessage(key: string): boolean {
  return key.startsWith('message ');
}

function remembered(ledger: Ledger, now: number): Map<string, number> {
  const young = [...ledger].filter(([, at]) => now - at < KEPT_FOR);
  let surplus = young.filter(([key]) => isMessage(key)).length - MESSAGES_KEPT;
  return new Map(
    young.filter(([key]) => {
      if (surplus <= 0 || !isMessage(key)) return true;
      surplus -= 1;
      return false;
    }),
  );
}
