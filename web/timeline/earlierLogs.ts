import type { ApolloClient } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { Chat } from '../apollo/chat.ts';
import { ChannelPlacesDocument, EarlierLogsDocument, RecentLogsDocument } from '../apollo/documents.ts';
import { isRecord, readNodes, readRecord, readString } from '../lib/decode.ts';
import { Observable } from '../lib/observable.ts';
import type { Conversation } from './conversation.ts';
import type { TimelineEntry } from './entries.ts';
import { readPage } from './pages.ts';
import type { TimelineStore } from './timelineStore.ts';

/** How many logs are read at a time. */
const PAGE = 100;
/** More than this is not asked for at once: of the first page, which lies over what is held, and after one with nothing new. */
const LARGEST_PAGE = 1_000;
/** Without cursors all is read anew, deeper each time; as deep as this and no deeper. */
const DEEPEST = 10_000;
/** With more chats than this it pays to ask where the one channel stands, and to read it alone. */
const FEW_CHATS = 20;
/** Pages that bring nothing new, one after the other, before the agent is shown where we are. */
const ROUNDS = 20;

export type EarlierState =
  | { readonly kind: 'more' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** All of it is here. */
  | { readonly kind: 'beginning' }
  /** The API gives no more of it: the chat has ended, or it was said in another chat. */
  | { readonly kind: 'gone' };

export type EarlierLogsOptions = {
  readonly client: ApolloClient;
  readonly timeline: TimelineStore;
  readonly chatOf: (visitorId: string) => Chat | null;
  /** How many chats the session knows: an answer holds logs of each. */
  readonly countChats: () => number;
  /** What this browser keeps of a chat that the session does not know any more. Default: nothing. */
  readonly kept?: (visitorId: string) => Promise<readonly TimelineEntry[]>;
};

/** A piece of one channel's log without gaps, oldest first. */
export type LogPage = {
  readonly entries: readonly TimelineEntry[];
  /** How many logs the service gave, those that are not understood included. */
  readonly size: number;
  /** Of the oldest log; null where the service gives none. */
  readonly cursor: string | null;
};

/** How far back a channel has been read. */
export type Reach = {
  /** What comes before it has not been read; null at first. */
  readonly cursor: string | null;
  /** The oldest entry that was read: the next page ends right before it. */
  readonly seam: TimelineEntry | null;
};

export const UNREAD: Reach = { cursor: null, seam: null };

/** What a page that was asked for with `last: asked` before `reach` brings: what to merge, and how far it reaches. */
export function takePage(
  reach: Reach,
  page: LogPage,
  asked: number,
): { readonly merge: readonly TimelineEntry[]; readonly reach: Reach; readonly isBeginning: boolean } {
  const { seam } = reach;
  const needsNoSeam =
    seam === null || page.entries.length === 0 || page.entries.some(entry => entry.id === seam.id);
  return {
    // With the seam in it the page is known to lie right before what was read until now.
    merge: needsNoSeam ? page.entries : [...page.entries, seam],
    reach: { cursor: page.cursor ?? reach.cursor, seam: page.entries[0] ?? seam },
    isBeginning: page.size < asked,
  };
}

type Reading = { reach: Reach; readonly state: Observable<EarlierState> };

/**
 * Reads what was said before that which is held, a page at a time, when somebody scrolls there. Cursors are inferred
 * of this API: a service that refuses them is asked for the last N logs, with an N that grows.
 */
export class EarlierLogs {
  readonly #options: EarlierLogsOptions;
  readonly #readings = new Map<string, Reading>();
  #hasCursors = true;

  constructor(options: EarlierLogsOptions) {
    this.#options = options;
  }

  /** Whether there is more to read of the conversation with this visitor. */
  stateOf(visitorId: string): Observable<EarlierState> {
    return this.#readingOf(visitorId).state;
  }

  /** All of the visitor's chat has been read. Where more than that was held before, it is for `read` to find. */
  noteBeginning(visitorId: string): void {
    if (this.#options.timeline.conversation(visitorId).hasLetGo) return;
    this.#readingOf(visitorId).state.set({ kind: 'beginning' });
  }

  /** The older part of what is held of the visitor's chat is let go, and is to be read anew. */
  noteLetGo(visitorId: string): void {
    const reading = this.#readingOf(visitorId);
    reading.reach = UNREAD;
    reading.state.set({ kind: 'more' });
  }

  /** The service answers again: what could not be read is read when somebody next looks there. */
  tryAgain(): void {
    for (const { state } of this.#readings.values()) {
      if (state.getSnapshot().kind === 'failed') state.set({ kind: 'more' });
    }
  }

  /** Reads the page before what is held, unless that is under way or there is none. The state tells what came of it. */
  async read(visitorId: string): Promise<void> {
    const reading = this.#readingOf(visitorId);
    const { kind } = reading.state.getSnapshot();
    if (kind === 'reading' || kind === 'beginning') return;
    reading.state.set({ kind: 'reading' });
    const release = this.#options.timeline.conversation(visitorId).keepWhole();
    try {
      reading.state.set(await this.#readOn(visitorId, reading));
    } finally {
      release();
    }
  }

  #readingOf(visitorId: string): Reading {
    const held = this.#readings.get(visitorId);
    if (held !== undefined) return held;
    const reading: Reading = { reach: UNREAD, state: new Observable<EarlierState>({ kind: 'more' }) };
    this.#readings.set(visitorId, reading);
    return reading;
  }

  async #readOn(visitorId: string, reading: Reading): Promise<EarlierState> {
    try {
      return await this.#readUntilNew(visitorId, reading);
    } catch (error) {
      // A cursor of another session may mean nothing any more, and the API may know none at all.
      if (!CombinedGraphQLErrors.is(error) || !this.#hasCursors) return { kind: 'failed', error };
      if (reading.reach.cursor === null) this.#hasCursors = false;
      reading.reach = UNREAD;
      return this.#readOn(visitorId, reading);
    }
  }

  async #readUntilNew(visitorId: string, reading: Reading): Promise<EarlierState> {
    const conversation = this.#options.timeline.conversation(visitorId);
    for (let round = 0; round < ROUNDS; round += 1) {
      const chat = this.#options.chatOf(visitorId);
      if (chat === null) {
        conversation.merge((await this.#options.kept?.(visitorId)) ?? []);
        return { kind: 'gone' };
      }
      const asked = this.#howMany(reading.reach, conversation.length, round === 0 ? PAGE : LARGEST_PAGE);
      const page = await this.#readPage(chat, asked, reading.reach.cursor);
      if (page === null) return { kind: 'gone' };
      const taken = takePage(reading.reach, page, asked);
      reading.reach = this.#hasCursors ? taken.reach : UNREAD;
      const fresh = conversation.merge(taken.merge);
      if (taken.isBeginning || asked >= DEEPEST) return this.#readBeforeChat(visitorId, conversation);
      if (fresh > 0) break;
    }
    return { kind: 'more' };
  }

  /** What was let go and is not in the channel's log was said in a chat before, of which this browser may keep it. */
  async #readBeforeChat(visitorId: string, conversation: Conversation): Promise<EarlierState> {
    const oldest = conversation.at(0);
    if (conversation.hasLetGo && oldest !== undefined)
      conversation.merge([...((await this.#options.kept?.(visitorId)) ?? []), oldest]);
    return { kind: conversation.hasLetGo ? 'gone' : 'beginning' };
  }

  /** `step` further back than what is held, or than what was read. */
  #howMany({ cursor }: Reach, held: number, step: number): number {
    if (cursor !== null) return step;
    return Math.min(held + step, this.#hasCursors ? LARGEST_PAGE : DEEPEST);
  }

  async #readPage(chat: Chat, last: number, before: string | null): Promise<LogPage | null> {
    const { client } = this.#options;
    if (!this.#hasCursors) {
      const variables = { last };
      const { data } = await client.query({
        query: RecentLogsDocument,
        variables,
        fetchPolicy: 'no-cache',
      });
      return pageOf(data, chat);
    }
    const alone = this.#options.countChats() > FEW_CHATS ? await this.#placeOf(chat) : null;
    const { data } = await client.query({
      query: EarlierLogsDocument,
      variables: { last, before, ...alone },
      fetchPolicy: 'no-cache',
    });
    return pageOf(data, chat);
  }

  /** The arguments of `channels` that single out this channel; null when it is not there. */
  async #placeOf(chat: Chat): Promise<{ readonly first: 1; readonly after: string | null } | null> {
    const { data } = await this.#options.client.query({
      query: ChannelPlacesDocument,
      fetchPolicy: 'no-cache',
    });
    let after: string | null = null;
    for (const edge of edgesOf(data, 'channels')) {
      if (isChannelOf(readRecord(edge, 'node'), chat)) return { first: 1, after };
      after = readString(edge, 'cursor');
    }
    return null;
  }
}

/** The visitor's log in an answer; null when the channel is not in it. */
function pageOf(data: unknown, chat: Chat): LogPage | null {
  const channels = isRecord(data) ? readNodes(data, 'channels') : [];
  const ofVisitor = channels.filter(channel => isChannelOf(channel, chat));
  const channel = ofVisitor.find(({ id }) => id === chat.channelId) ?? ofVisitor[0];
  if (channel === undefined) return null;
  const [oldest] = edgesOf(channel, 'logs');
  return { ...readPage(channel), cursor: oldest === undefined ? null : readString(oldest, 'cursor') };
}

function isChannelOf(channel: Readonly<Record<string, unknown>> | null, chat: Chat): boolean {
  if (channel === null) return false;
  const visitor = readRecord(channel, 'visitor');
  return visitor === null ? channel['id'] === chat.channelId : readString(visitor, 'id') === chat.visitorId;
}

function edgesOf(data: unknown, key: string): readonly Readonly<Record<string, unknown>>[] {
  const edges = isRecord(data) ? readRecord(data, key)?.['edges'] : null;
  return Array.isArray(edges) ? edges.filter(isRecord) : [];
}
