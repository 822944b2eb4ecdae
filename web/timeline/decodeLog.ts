import { isRecord, readNumber, readRecord, readString } from '../lib/decode.ts';
import type { Speaker, TimelineEntry } from './entries.ts';

export type LiveLog = {
  readonly entry: TimelineEntry;
  readonly channelId: string | null;
  /** Null when the frame does not tell whose conversation it belongs to. */
  readonly visitorId: string | null;
};

/**
 * Reads one chat log (Message, MemberJoinLog, MemberLeaveLog) of the API; null for any other type and for a log
 * without an id. `now` (UNIX ms) stands in where the API gives no time: member logs have none.
 */
export function decodeLog(node: unknown, now: number): TimelineEntry | null {
  if (!isRecord(node)) return null;
  const id = readString(node, 'id');
  if (id === null) return null;
  switch (node['__typename']) {
    case 'Message':
      return {
        kind: 'message',
        id,
        msgId: readString(node, 'msg_id'),
        from: readSpeaker(readRecord(node, 'from'), readString(node, 'sender_name')),
        text: readString(node, 'content') ?? '',
        options: readOptions(node['options']),
        at: readTime(node, now),
      };
    case 'MemberJoinLog':
    case 'MemberLeaveLog':
      return {
        kind: node['__typename'] === 'MemberJoinLog' ? 'joined' : 'left',
        id,
        who: readSpeaker(readRecord(node, 'user'), readString(node, 'user_name')),
        at: now,
      };
    default:
      return null;
  }
}

/** Reads a log that came alone, with the channel and the visitor it belongs to. */
export function decodeLiveLog(node: unknown, now: number): LiveLog | null {
  const entry = decodeLog(node, now);
  if (entry === null || !isRecord(node)) return null;
  const channel = readRecord(node, 'channel');
  const visitor = channel === null ? null : readRecord(channel, 'visitor');
  const named = visitor === null ? null : readString(visitor, 'id');
  const speaker = entry.kind === 'message' ? entry.from : entry.who;
  return {
    entry,
    channelId: channel === null ? null : readString(channel, 'id'),
    visitorId: named ?? (speaker.kind === 'visitor' && speaker.id !== '' ? speaker.id : null),
  };
}

/** Reads an entry as this page kept it; null when it is not one. */
export function readKeptEntry(kept: unknown): TimelineEntry | null {
  if (!isRecord(kept)) return null;
  const id = readString(kept, 'id');
  const at = readNumber(kept, 'at');
  if (id === null || at === null) return null;
  switch (kept['kind']) {
    case 'message':
      return {
        kind: 'message',
        id,
        at,
        msgId: readString(kept, 'msgId'),
        from: readKeptSpeaker(readRecord(kept, 'from')),
        text: readString(kept, 'text') ?? '',
        options: readOptions(kept['options']),
      };
    case 'joined':
    case 'left':
      return { kind: kept['kind'], id, at, who: readKeptSpeaker(readRecord(kept, 'who')) };
    default:
      return null;
  }
}

function readKeptSpeaker(kept: Readonly<Record<string, unknown>> | null): Speaker {
  const known = kept ?? {};
  return oneOf({
    kind: known['kind'] === 'agent' ? 'agent' : 'visitor',
    id: readString(known, 'id') ?? '',
    name: readString(known, 'name') ?? '',
  });
}

/** The latest time that a Date can hold, UNIX ms. */
const LATEST = 8.64e15;

function readTime(node: Readonly<Record<string, unknown>>, now: number): number {
  const at = readNumber(node, 'timestamp');
  return at === null || Math.abs(at) > LATEST ? now : at;
}

function readSpeaker(user: Readonly<Record<string, unknown>> | null, name: string | null): Speaker {
  const known = user ?? {};
  return oneOf({
    kind: known['__typename'] === 'Agent' ? 'agent' : 'visitor',
    id: readString(known, 'id') ?? '',
    name: name ?? readString(known, 'display_name') ?? '',
  });
}

/** So many speakers are known at most: those of a day, and no more. */
const SPEAKERS_KNOWN = 1_000;
const speakers = new Map<string, Speaker>();

/** One object for all that somebody says: with one of its own a message takes a third more of the memory. */
function oneOf(speaker: Speaker): Speaker {
  const known = speakers.get(speaker.id);
  if (known?.kind === speaker.kind && known.name === speaker.name) return known;
  if (speakers.size >= SPEAKERS_KNOWN) speakers.clear();
  speakers.set(speaker.id, speaker);
  return speaker;
}

const NO_OPTIONS: readonly string[] = [];

function readOptions(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) return NO_OPTIONS;
  return value.filter((item: unknown) => typeof item === 'string');
}
