import { assertNever } from '../../lib/assertNever.ts';
import type { TimelineEntry } from '../../timeline/entries.ts';

export type CopyWords = {
  readonly time: (at: number) => string;
  readonly you: string;
  readonly joined: string;
  readonly left: string;
  /** The agent's own id; null while it is not known. */
  readonly me: string | null;
};

/** Entries as text: a line `Name, time: text` each, in order. */
export function copiedText(entries: readonly TimelineEntry[], words: CopyWords): string {
  return entries.map(entry => lineOf(entry, words)).join('\n');
}

function lineOf(entry: TimelineEntry, { time, you, joined, left, me }: CopyWords): string {
  const who = entry.kind === 'message' ? entry.from : entry.who;
  const name = who.kind === 'agent' && who.id === me ? you : who.name;
  const head = `${name}, ${time(entry.at)}`;
  switch (entry.kind) {
    case 'message':
      return `${head}: ${[entry.text, ...entry.options.map(option => `[${option}]`)].join(' ')}`;
    case 'joined':
      return `${head}: ${joined}`;
    case 'left':
      return `${head}: ${left}`;
    default:
      return assertNever(entry);
  }
}
