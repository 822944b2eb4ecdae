import { globalId } from '../globalId.ts';
import { withChannel, withVisitor } from './change.ts';
import type { Change, Channel, ChatLog, MemberLog, Message, TranscriptLine, World } from './model.ts';

/** How many entries one chat, or what one visitor has seen, holds at most. What Zendesk keeps is not known: ours. */
const LONGEST = 10_000;

export interface Author {
  readonly id: string;
  readonly displayName: string;
}

export interface NewMessage {
  readonly content: string;
  readonly msgId: string | null;
  readonly options: readonly string[] | null;
}

/** Adds a message to the channel's logs and, as `line`, to what the visitor sees. */
export function addMessage(
  world: World,
  channelId: string,
  author: Author,
  fields: NewMessage,
  line: TranscriptLine,
): Change {
  const message: Message = { ...entryOf(world, 'MESSAGE', author, line.at), kind: 'message', ...fields };
  const { world: next, channel } = append(world, channelId, message, line);
  return { world: next, events: [{ type: 'message', channel, message }] };
}

/** Adds a member log; `line` is what the visitor sees of it, null when nothing. */
export function addMemberLog(
  world: World,
  channelId: string,
  author: Author,
  fields: { readonly kind: MemberLog['kind']; readonly at: number; readonly line: string | null },
): Change {
  const log: MemberLog = { ...entryOf(world, 'CHAT_LOG', author, fields.at), kind: fields.kind };
  const line = fields.line === null ? null : { from: 'system' as const, text: fields.line, at: fields.at };
  const { world: next, channel } = append(world, channelId, log, line);
  return { world: next, events: [{ type: 'member', channel, log }] };
}

/** Adds a line that only the visitor sees. */
export function tellVisitor(world: World, visitorId: string, text: string, at: number): Change {
  const visitor = world.visitors.get(visitorId);
  if (!visitor) return { world, events: [] };
  const line = { from: 'system' as const, text, at };
  const told = { ...visitor, transcript: withLast(visitor.transcript, line) };
  return { world: withVisitor(world, told), events: [{ type: 'visitor', visitor: told }] };
}

function entryOf(world: World, type: 'MESSAGE' | 'CHAT_LOG', author: Author, at: number) {
  return {
    id: globalId(type, world.nextLocalId),
    sequence: world.nextLocalId,
    userId: author.id,
    userName: author.displayName,
    at,
  };
}

function append(
  world: World,
  channelId: string,
  log: ChatLog,
  line: TranscriptLine | null,
): { world: World; channel: Channel } {
  const before = world.channels.get(channelId);
  if (!before) throw new Error(`A log was to be added to channel ${channelId}, which does not exist.`);
  const channel = { ...before, logs: withLast(before.logs, log) };
  const next = withChannel({ ...world, nextLocalId: world.nextLocalId + 1 }, channel);
  const visitor = next.visitors.get(channel.visitorId);
  if (!visitor || !line) return { world: next, channel };
  return {
    world: withVisitor(next, { ...visitor, transcript: withLast(visitor.transcript, line) }),
    channel,
  };
}

function withLast<T>(entries: readonly T[], last: T): readonly T[] {
  return entries.length < LONGEST ? [...entries, last] : [...entries.slice(1 - LONGEST), last];
}
