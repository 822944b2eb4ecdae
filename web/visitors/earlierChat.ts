import { isRecord, readNumber, readString } from '../lib/decode.ts';
import type { Conversation } from '../timeline/conversation.ts';
import type { TimelineEntry } from '../timeline/entries.ts';

/** How a chat ended for the agent: handed over to somebody, left, or ended by itself. */
export type Outcome =
  | { readonly kind: 'handedOver'; readonly to: string }
  | { readonly kind: 'left' }
  | { readonly kind: 'ended' };

/** One line of an earlier chat. */
export type EarlierLine = {
  readonly from: 'visitor' | 'agent';
  readonly name: string;
  readonly text: string;
  /** Server time, UNIX ms. */
  readonly at: number;
};

/** A chat of the agent's own that has ended, as this browser keeps it. */
export type EarlierChat = {
  readonly visitorId: string;
  readonly name: string;
  /** Server time of the first line, UNIX ms. */
  readonly startedAt: number;
  /** When the agent was not in it any more, UNIX ms of this browser. */
  readonly endedAt: number;
  readonly outcome: Outcome;
  /** The oldest first. */
  readonly lines: readonly EarlierLine[];
};

/** Lines kept of a chat: its last ones. */
export const MOST_LINES = 300;
const LONGEST_TEXT = 4_000;

/** The lines that a conversation holds after `since` (server time, ms): earlier ones belong to the chat before. */
export function linesOf(
  conversation: Pick<Conversation, 'length' | 'at'>,
  since: number,
): readonly EarlierLine[] {
  const lines: EarlierLine[] = [];
  for (let index = conversation.length - 1; index >= 0 && lines.length < MOST_LINES; index -= 1) {
    const line = lineOf(conversation.at(index));
    if (line !== null && line.at <= since) break;
    if (line !== null) lines.push(line);
  }
  return lines.reverse();
}

function lineOf(entry: TimelineEntry | undefined): EarlierLine | null {
  if (entry === undefined || entry.kind !== 'message') return null;
  const { from, text, at } = entry;
  return { from: from.kind, name: from.name, text: text.slice(0, LONGEST_TEXT), at };
}

/** What a chat was about, in one line: the visitor's first words, else whatever was said first. */
export function subjectOf({ lines }: Pick<EarlierChat, 'lines'>): string {
  return (lines.find(({ from }) => from === 'visitor') ?? lines[0])?.text ?? '';
}

/** Reads a kept chat, of any version of the page; null when it can't be read. */
export function decodeEarlierChat(kept: unknown): EarlierChat | null {
  if (!isRecord(kept) || !Array.isArray(kept['lines'])) return null;
  const visitorId = readString(kept, 'visitorId');
  const startedAt = readNumber(kept, 'startedAt');
  const endedAt = readNumber(kept, 'endedAt');
  if (visitorId === null || startedAt === null || endedAt === null) return null;
  const lines = kept['lines'].flatMap((line: unknown) => decodeLine(line) ?? []);
  const name = readString(kept, 'name') ?? '';
  return { visitorId, name, startedAt, endedAt, outcome: decodeOutcome(kept['outcome']), lines };
}

function decodeLine(line: unknown): EarlierLine | null {
  if (!isRecord(line)) return null;
  const text = readString(line, 'text');
  const at = readNumber(line, 'at');
  if (text === null || at === null) return null;
  const from = line['from'] === 'visitor' ? 'visitor' : 'agent';
  return { from, name: readString(line, 'name') ?? '', text, at };
}

function decodeOutcome(outcome: unknown): Outcome {
  if (!isRecord(outcome)) return { kind: 'ended' };
  const to = readString(outcome, 'to');
  if (outcome['kind'] === 'handedOver' && to !== null) return { kind: 'handedOver', to };
  return outcome['kind'] === 'left' ? { kind: 'left' } : { kind: 'ended' };
}
