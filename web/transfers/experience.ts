import { isRecord } from '../lib/decode.ts';

type Counts = Readonly<Record<string, number>>;

/** In how many chats that ended one way the visitor used each word. */
type Seen = { readonly chats: number; readonly words: Counts };

/** What an agent's past chats teach: by the department that they were transferred to; `''` for those that were not. */
export type Experience = Readonly<Record<string, Seen>>;

export type Suggestion = {
  readonly departmentId: string;
  /** The words that speak for it, the strongest first; at most three. */
  readonly because: readonly string[];
};

export const noExperience: Experience = {};

/** Under this key stand the chats that ended without a transfer: they show which words say nothing. */
const NOWHERE = '';
/** Words kept for a department; of more, those that were used least are forgotten. */
const MOST_WORDS = 400;
/** Beyond this all counts are halved, so that what is new weighs more. */
const MOST_CHATS = 200;
const MOST_REASONS = 3;
/** A word speaks for a department when it was at least this often used there, */
const LEAST_USES = 2;
/** and this many times more often than elsewhere. */
const LEAST_LIFT = 2;
/** How much better (natural logarithm) the best department must fit than the next. */
const LEAST_LEAD = Math.log(2);

/** The experience after one more chat: transferred to a department, or to none (null). */
export function learn(
  experience: Experience,
  departmentId: string | null,
  words: ReadonlySet<string>,
): Experience {
  if (words.size === 0) return experience;
  const key = departmentId ?? NOWHERE;
  const before = seenAt(experience, key) ?? { chats: 0, words: {} };
  const counts: Record<string, number> = { ...before.words };
  for (const word of words) counts[word] = usesOf(before, word) + 1;
  return { ...experience, [key]: shorten({ chats: before.chats + 1, words: counts }) };
}

/**
 * The department that fits the visitor's words best, of those that can be chosen; null unless past transfers speak
 * clearly for one. Only words that the agent's visitors used at least twice on the way there count.
 */
export function suggest(
  experience: Experience,
  words: ReadonlySet<string>,
  among: readonly string[],
): Suggestion | null {
  const fits = among
    .flatMap(departmentId => fitOf(experience, departmentId, words) ?? [])
    .sort((a, b) => b.weight - a.weight);
  const [best, next] = fits;
  if (best === undefined || best.weight - (next?.weight ?? 0) < LEAST_LEAD) return null;
  return { departmentId: best.departmentId, because: best.because.slice(0, MOST_REASONS) };
}

/** Reads what was kept, by whatever version of the page. */
export function decodeExperience(kept: unknown): Experience {
  if (!isRecord(kept)) return noExperience;
  const entries = Object.entries(kept).flatMap(([key, seen]): [string, Seen][] => {
    if (!isRecord(seen) || !isRecord(seen['words'])) return [];
    const { chats } = seen;
    return isCount(chats) ? [[key, { chats, words: decodeCounts(seen['words']) }]] : [];
  });
  return Object.fromEntries(entries);
}

type Fit = Suggestion & { readonly weight: number };

function fitOf(experience: Experience, departmentId: string, words: ReadonlySet<string>): Fit | null {
  const seen = seenAt(experience, departmentId);
  if (seen === undefined) return null;
  const elsewhere = Object.entries(experience)
    .filter(([key]) => key !== departmentId)
    .map(([, other]) => other);
  const telling = [...words]
    .map(word => ({ word, uses: usesOf(seen, word), lift: liftOf(seen, elsewhere, word) }))
    .filter(({ uses, lift }) => uses >= LEAST_USES && lift >= LEAST_LIFT)
    .sort((a, b) => b.lift - a.lift || b.uses - a.uses || b.word.length - a.word.length);
  if (telling.length === 0) return null;
  const weight = telling.reduce((sum, { lift }) => sum + Math.log(lift), 0);
  return { departmentId, because: telling.map(({ word }) => word), weight };
}

/** How many times more often a chat that went there has the word than one that did not; smoothed, so never infinite. */
function liftOf(there: Seen, elsewhere: readonly Seen[], word: string): number {
  const uses = elsewhere.reduce((sum, seen) => sum + usesOf(seen, word), 0);
  const chats = elsewhere.reduce((sum, seen) => sum + seen.chats, 0);
  return (usesOf(there, word) + 0.5) / (there.chats + 1) / ((uses + 0.5) / (chats + 2));
}

function seenAt(experience: Experience, key: string): Seen | undefined {
  return Object.hasOwn(experience, key) ? experience[key] : undefined;
}

function usesOf({ words }: Seen, word: string): number {
  return Object.hasOwn(words, word) ? (words[word] ?? 0) : 0;
}

function shorten(seen: Seen): Seen {
  const halved = seen.chats > MOST_CHATS ? halve(seen) : seen;
  const entries = Object.entries(halved.words);
  if (entries.length <= MOST_WORDS) return halved;
  const kept = entries.sort(([, a], [, b]) => b - a).slice(0, MOST_WORDS);
  return { chats: halved.chats, words: Object.fromEntries(kept) };
}

function halve({ chats, words }: Seen): Seen {
  const entries = Object.entries(words).flatMap(([word, count]): [string, number][] =>
    count > 1 ? [[word, Math.floor(count / 2)]] : [],
  );
  return { chats: Math.floor(chats / 2), words: Object.fromEntries(entries) };
}

function decodeCounts(kept: Readonly<Record<string, unknown>>): Counts {
  const entries = Object.entries(kept).flatMap(([word, count]): [string, number][] =>
    isCount(count) ? [[word, count]] : [],
  );
  return Object.fromEntries(entries);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
