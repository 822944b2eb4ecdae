import { isRecord, readNodes, readNumber, readRecord, readString } from '../lib/decode.ts';

export type ChannelState = 'ASSIGNED' | 'CLOSED' | 'CLOSING' | 'INCOMING' | 'ONGOING';

export type Member = { readonly id: string; readonly name: string };

/** One visitor's chat, as the views need it. Named by the visitor: channel ids are not stable. */
export type Chat = {
  readonly visitorId: string;
  readonly channelId: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** The form that updateVisitorInfo takes (`2.` and 14 characters). */
  readonly rawId: string | null;
  readonly tags: readonly string[];
  /** `Stockholm, SE`, as much as is known. */
  readonly place: string | null;
  readonly userAgent: string | null;
  readonly department: Member | null;
  readonly agents: readonly Member[];
  /** Null when the service does not tell. */
  readonly state: ChannelState | null;
};

/** Where a chat stands for the agent who looks at it. */
export type Standing = 'unserved' | 'mine' | 'colleague' | 'ended';

/** The standing of a chat for the agent `me`: from its members, and from its state where that is told. */
export function standingOf(chat: Chat, me: string | null): Standing {
  if (chat.state === 'CLOSED') return 'ended';
  if (chat.agents.some(agent => agent.id === me)) return 'mine';
  if (chat.state === 'CLOSING') return 'ended';
  return chat.agents.length > 0 ? 'colleague' : 'unserved';
}

/**
 * Reads the chats out of an answer to Channels. Of two channels of one visitor the open one counts; where their states are
 * not told that with the newer last message; else the later in the list. A chat that is as it was in `known` is the
 * object from there, so that nothing that shows it has to look again.
 */
export function readChats(
  data: unknown,
  known: ReadonlyMap<string, Chat> = new Map(),
): ReadonlyMap<string, Chat> {
  const chats = new Map<string, Chat>();
  const lastSaidAt = new Map<string, number>();
  if (!isRecord(data)) return chats;
  for (const node of readNodes(data, 'channels')) {
    const read = readChat(node);
    if (read === null) continue;
    const { visitorId } = read;
    const chat = unlessSame(read, known.get(visitorId));
    const held = chats.get(visitorId);
    const saidAt = readLastSaidAt(node);
    const isOlder = saidAt < (lastSaidAt.get(visitorId) ?? Number.NEGATIVE_INFINITY);
    const gives = held !== undefined && (chat.state === null ? isOlder : isClosed(chat) && !isClosed(held));
    if (gives) continue;
    chats.set(visitorId, chat);
    lastSaidAt.set(visitorId, saidAt);
  }
  return chats;
}

/** The chat that is known, unless what was read differs: the fields of both stand in the order of `readChat`. */
function unlessSame(read: Chat, known: Chat | undefined): Chat {
  return known !== undefined && JSON.stringify(read) === JSON.stringify(known) ? known : read;
}

function isClosed({ state }: Chat): boolean {
  return state === 'CLOSED';
}

/** When the last message of a channel was written, as far as it was asked for. */
function readLastSaidAt(node: Readonly<Record<string, unknown>>): number {
  const times = readNodes(node, 'logs').flatMap(log => readNumber(log, 'timestamp') ?? []);
  return times.at(-1) ?? Number.NEGATIVE_INFINITY;
}

function readChat(node: Readonly<Record<string, unknown>>): Chat | null {
  const visitor = readRecord(node, 'visitor');
  const visitorId = visitor === null ? null : readString(visitor, 'id');
  const channelId = readString(node, 'id');
  if (visitor === null || visitorId === null || channelId === null) return null;
  const department = readRecord(node, 'department');
  return {
    visitorId,
    channelId,
    name: readString(visitor, 'display_name')?.trim() || 'Visitor',
    email: readString(visitor, 'email'),
    phone: readString(visitor, 'phone'),
    rawId: readString(visitor, 'raw_id'),
    tags: readStrings(visitor['current_tags']),
    place: readPlace(node, visitor),
    userAgent: readString(node, 'user_agent'),
    department: department === null ? null : readMember(department, 'name'),
    agents: readNodes(node, 'agents').flatMap(agent => readMember(agent, 'display_name') ?? []),
    state: readState(node['state']),
  };
}

/** Reads a chat as this page kept it; null when it is not one. What a newer page added is left out. */
export function readKeptChat(kept: unknown): Chat | null {
  if (!isRecord(kept)) return null;
  const visitorId = readString(kept, 'visitorId');
  const channelId = readString(kept, 'channelId');
  if (visitorId === null || channelId === null) return null;
  const { agents } = kept;
  return {
    visitorId,
    channelId,
    name: readString(kept, 'name') ?? '',
    email: readString(kept, 'email'),
    phone: readString(kept, 'phone'),
    rawId: readString(kept, 'rawId'),
    tags: readStrings(kept['tags']),
    place: readString(kept, 'place'),
    userAgent: readString(kept, 'userAgent'),
    department: isRecord(kept['department']) ? readMember(kept['department'], 'name') : null,
    agents: Array.isArray(agents)
      ? agents.flatMap((agent: unknown) => (isRecord(agent) ? (readMember(agent, 'name') ?? []) : []))
      : [],
    state: readState(kept['state']),
  };
}

function readPlace(
  channel: Readonly<Record<string, unknown>>,
  visitor: Readonly<Record<string, unknown>>,
): string | null {
  const city = readString(channel, 'city') ?? readString(visitor, 'current_region');
  const country = readString(channel, 'country') ?? readString(visitor, 'current_country');
  return [city, country].filter(Boolean).join(', ') || null;
}

function readMember(node: Readonly<Record<string, unknown>>, nameKey: string): Member | null {
  const id = readString(node, 'id');
  return id === null ? null : { id, name: readString(node, nameKey) ?? '' };
}

function readStrings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item: unknown) => typeof item === 'string') : [];
}

function readState(value: unknown): ChannelState | null {
  switch (value) {
    case 'ASSIGNED':
    case 'CLOSED':
    case 'CLOSING':
    case 'INCOMING':
    case 'ONGOING':
      return value;
    default:
      return null;
  }
}
