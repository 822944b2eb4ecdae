import { globalId } from '../globalId.ts';
import { randomText, seededRandom } from '../seededRandom.ts';
import { steps, unchanged, withChannel, withVisitor } from './change.ts';
import { addMemberLog, addMessage, tellVisitor } from './channelLogs.ts';
import type { Change, Channel, Visitor, World } from './model.ts';
import { routed } from './routing.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const RAW_ID_ALPHABET = `${LETTERS.toUpperCase()}${LETTERS}0123456789`;

export interface NewVisitor {
  /** Without a name the visitor is `Visitor <8 digits>`. */
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly city?: string | undefined;
  readonly country?: string | undefined;
  readonly userAgent?: string | undefined;
}

/** A visitor opens the widget. No chat is open until the first message. */
export function visitorArrives(world: World, details: NewVisitor): Change & { readonly visitor: Visitor } {
  const localId = world.nextLocalId;
  const random = seededRandom(world.seed * 7919 + localId);
  const rawId = `2.${randomText(random, RAW_ID_ALPHABET, 14)}`;
  const visitor: Visitor = {
    id: globalId('VISITOR', rawId),
    localId,
    rawId,
    displayName: details.name ?? `Visitor ${10_000_000 + Math.floor(random() * 90_000_000)}`,
    email: details.email ?? null,
    city: details.city ?? null,
    country: details.country ?? null,
    userAgent: details.userAgent ?? null,
    tags: [],
    departmentId: details.departmentId ?? null,
    channelId: null,
    typing: '',
    transcript: [],
  };
  const next = withVisitor({ ...world, nextLocalId: localId + 1 }, visitor);
  return { world: next, events: [{ type: 'visitor', visitor }], visitor };
}

/**
 * The visitor writes. Without an open chat one is opened; one that the visitor had left is ended first,
 * so that the conversation goes on under another channel id, as with the real API.
 */
export function visitorWrites(world: World, visitorId: string, text: string, at: number): Change {
  return steps(
    world,
    now => visitorTypes(now, visitorId, ''),
    now => closeIfLeft(now, visitorId, at),
    now => openIfNone(now, visitorId, at),
    now => {
      const visitor = visitorById(now, visitorId);
      if (visitor.channelId === null) return unchanged(now);
      const fields = { content: text, msgId: null, options: null };
      const line = { from: 'visitor' as const, name: visitor.displayName, text, at };
      return addMessage(now, visitor.channelId, visitor, fields, line);
    },
  );
}

/** `text` is what stands in the widget's text field, unsent. */
export function visitorTypes(world: World, visitorId: string, text: string): Change {
  return changeVisitor(world, visitorId, { typing: text });
}

/** The visitor gives a name or an address, or chooses a department. The open chat notes a new name. */
export function visitorIntroduces(
  world: World,
  visitorId: string,
  details: Pick<NewVisitor, 'name' | 'email'> & { readonly departmentId?: string | null | undefined },
  at: number,
): Change {
  const { displayName, email, departmentId, channelId } = visitorById(world, visitorId);
  const name = details.name ?? displayName;
  return steps(
    world,
    now =>
      changeVisitor(now, visitorId, {
        displayName: name,
        email: details.email ?? email,
        departmentId: details.departmentId === undefined ? departmentId : details.departmentId,
      }),
    now => {
      if (channelId === null || name === displayName) return unchanged(now);
      return addMemberLog(now, channelId, visitorById(now, visitorId), { kind: 'change', at, line: null });
    },
  );
}

/** The visitor leaves the chat: it is CLOSING until closeChannel ends it. */
export function visitorLeaves(world: World, visitorId: string, at: number): Change {
  const visitor = visitorById(world, visitorId);
  const channel = visitor.channelId === null ? undefined : world.channels.get(visitor.channelId);
  if (channel?.phase !== 'open') return unchanged(world);
  return steps(
    world,
    now => visitorTypes(now, visitorId, ''),
    now => changePhase(now, channel.id, 'closing'),
    now => addMemberLog(now, channel.id, visitor, { kind: 'leave', at, line: 'You left the chat' }),
  );
}

/** Ends a chat. A chat that has ended already stays as it is. */
export function closeChannel(world: World, channelId: string, at: number): Change {
  const channel = world.channels.get(channelId);
  if (!channel || channel.phase === 'closed') return unchanged(world);
  return steps(
    world,
    now => changePhase(now, channelId, 'closed'),
    now => changeVisitor(now, channel.visitorId, { channelId: null }),
    now => tellVisitor(now, channel.visitorId, 'The chat has ended', at),
  );
}

/** Forgets the oldest ended chats beyond the last `kept`, and the visitors who have no other chat. */
export function forgetEnded(world: World, kept: number): World {
  const ended = world.channels
    .values()
    .filter(channel => channel.phase === 'closed')
    .sort((a, b) => b.localId - a.localId);
  const forgotten = ended.slice(kept);
  const channels = forgotten.reduce((left, channel) => left.without(channel.id), world.channels);
  const stillThere = new Set(channels.values().map(channel => channel.visitorId));
  const visitors = forgotten
    .filter(channel => !stillThere.has(channel.visitorId))
    .reduce((left, channel) => left.without(channel.visitorId), world.visitors);
  return { ...world, channels, visitors };
}

function visitorById(world: World, visitorId: string): Visitor {
  const visitor = world.visitors.get(visitorId);
  if (!visitor) throw new Error(`There is no visitor ${visitorId} in this world.`);
  return visitor;
}

function changeVisitor(world: World, visitorId: string, fields: Partial<Visitor>): Change {
  const visitor = { ...visitorById(world, visitorId), ...fields };
  return { world: withVisitor(world, visitor), events: [{ type: 'visitor', visitor }] };
}

function changePhase(world: World, channelId: string, phase: 'closing' | 'closed'): Change {
  const before = world.channels.get(channelId);
  if (!before) return unchanged(world);
  const channel: Channel = { ...before, phase, typingAgentIds: [] };
  const type = phase === 'closing' ? 'channelClosing' : 'channelClosed';
  return { world: withChannel(world, channel), events: [{ type, channel }] };
}

function closeIfLeft(world: World, visitorId: string, at: number): Change {
  const { channelId } = visitorById(world, visitorId);
  if (channelId === null || world.channels.get(channelId)?.phase !== 'closing') return unchanged(world);
  return closeChannel(world, channelId, at);
}

function openIfNone(world: World, visitorId: string, at: number): Change {
  const visitor = visitorById(world, visitorId);
  if (visitor.channelId !== null) return unchanged(world);
  const localId = world.nextLocalId;
  const channel = routed(world, {
    id: globalId('VISITOR_CHANNEL', localId),
    localId,
    visitorId,
    departmentId: visitor.departmentId,
    phase: 'open',
    agentIds: [],
    assignedId: null,
    listenerIds: [],
    typingAgentIds: [],
    logs: [],
    openedAt: at,
  });
  return steps(
    withChannel({ ...world, nextLocalId: localId + 1 }, channel),
    now => ({ world: now, events: [{ type: 'channelOpened', channel }] }),
    now => changeVisitor(now, visitorId, { channelId: channel.id }),
    now => addMemberLog(now, channel.id, visitor, { kind: 'join', at, line: null }),
  );
}
