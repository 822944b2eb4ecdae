import type { ServerFrame } from 'graphql-ws-adapter-custom';
import type { Ask } from '../apollo/askOver.ts';
import { type Chat, readChats } from '../apollo/chat.ts';
import { ChannelsDocument, ChannelsWithoutStateDocument, RecentLogsDocument } from '../apollo/documents.ts';
import { refusesState } from '../apollo/resultErrors.ts';
import { isRecord, readRecord } from '../lib/decode.ts';
import { SharedRead } from '../lib/sharedRead.ts';
import { decodeLiveLog } from '../timeline/decodeLog.ts';
import type { TimelineEntry } from '../timeline/entries.ts';
import { type Page, readPages } from '../timeline/pages.ts';
import type { LookUpOutcome } from './outboxItem.ts';
import { readsAs, type StructuredMessage } from './structuredMessage.ts';

export type LedgerOptions = {
  readonly ask: Ask;
  /** A message with an id of its sender's was seen, live or in the logs. */
  readonly onEcho: (msgId: string) => void;
};

/** How many logs of each channel are read, further back each time. */
const DEPTHS = [50, 250, 1_000] as const;
/** How far this browser's clock may be off (ms): as seen, and while no live message has shown it. */
const CLOCK_MARGIN = 2 * 60_000;
const UNKNOWN_CLOCK_MARGIN = 10 * 60_000;

/**
 * What the outbox has to know of the chats: where each visitor is to be reached, who serves them, when they wrote last,
 * and which of our messages have arrived. It reads what passes on the socket, and asks for the rest.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #lastVisitorAt = new Map<string, number>();
  /** By visitor: the last entry that was seen. */
  readonly #lastEntry = new Map<string, string>();
  readonly #visitorByChannel = new Map<string, string>();
  readonly #reading = new SharedRead(() => this.#readChannels());
  #chats: ReadonlyMap<string, Chat> | null = null;
  #document: typeof ChannelsDocument | typeof ChannelsWithoutStateDocument = ChannelsDocument;
  /** How much the server's clock is ahead of this browser's, ms, as the last live message showed it. */
  #serverAhead: number | null = null;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  /** False until the channels were read once. */
  get isLoaded(): boolean {
    return this.#chats !== null;
  }

  /** The visitor's chat as it was read last; null when there is none. */
  chatOf(visitorId: string): Chat | null {
    return this.#chats?.get(visitorId) ?? null;
  }

  /** Reads the channels anew; rejects with the operation's error. */
  refresh(): Promise<void> {
    return this.#reading.run();
  }

  /** Takes the chats as somebody else has read them. */
  know(chats: ReadonlyMap<string, Chat>): void {
    this.#chats = chats;
    for (const chat of chats.values()) this.#visitorByChannel.set(chat.channelId, chat.visitorId);
  }

  /** Looks at a frame on its way to the tabs. */
  see(frame: ServerFrame): void {
    if (frame.kind !== 'data' || frame.outcome instanceof Error || !isRecord(frame.outcome.data)) return;
    const edge = readRecord(frame.outcome.data, 'message');
    const log = edge === null ? null : decodeLiveLog(edge['node'], Date.now());
    if (log === null || log.entry.kind !== 'message') return;
    this.#serverAhead = log.entry.at - Date.now();
    const visitorId =
      log.visitorId ?? (log.channelId === null ? null : this.#visitorByChannel.get(log.channelId)) ?? null;
    this.#note(visitorId, log.entry);
  }

  /** Whether the visitor wrote after `at` (ms since the epoch, this browser's clock), as far as was read. */
  visitorWroteSince(visitorId: string, at: number): boolean {
    const last = this.#lastVisitorAt.get(visitorId);
    return last !== undefined && last - (this.#serverAhead ?? 0) > at;
  }

  /**
   * Looks for a message in the visitor's logs, back to before `since` (ms, this browser's clock). `unknown` when the
   * visitor has no chat any more, and when the logs can't be read that far back. Rejects with the operation's error.
   */
  async lookFor(msgId: string, visitorId: string, since: number): Promise<LookUpOutcome> {
    for (const depth of DEPTHS) {
      const pages = (await this.#readLogs(depth)).get(visitorId) ?? [];
      const entries = pages.flatMap(page => page.entries);
      if (entries.some(entry => entry.kind === 'message' && entry.msgId === msgId)) return 'found';
      if (pages.length === 0) return 'unknown';
      if (pages.every(page => this.#reaches(page, depth, since))) return 'absent';
    }
    return 'unknown';
  }

  /** The last entry of the visitor's chat, as far as was read; null when none was. */
  lastEntryOf(visitorId: string): string | null {
    return this.#lastEntry.get(visitorId) ?? null;
  }

  /**
   * Looks for a structured message of the agent `me`, which has no id of ours, among what came after the entry `after`.
   * Which words the logs have of it is not published, so not to find it proves nothing. Rejects with the operation's
   * error.
   */
  async lookForStructured(
    message: StructuredMessage,
    {
      visitorId,
      me,
      after,
    }: { readonly visitorId: string; readonly me: string | null; readonly after: string },
  ): Promise<LookUpOutcome> {
    const pages = (await this.#readLogs(DEPTHS[0])).get(visitorId) ?? [];
    const entries = pages.flatMap(page => page.entries);
    const start = entries.findIndex(({ id }) => id === after);
    const isThere = entries
      .slice(start + 1)
      .some(
        entry =>
          entry.kind === 'message' &&
          entry.msgId === null &&
          entry.from.id === me &&
          readsAs(message, entry.text),
      );
    return start !== -1 && isThere ? 'found' : 'unknown';
  }

  #reaches({ entries, size }: Page, depth: number, since: number): boolean {
    if (size < depth) return true;
    const margin = this.#serverAhead === null ? UNKNOWN_CLOCK_MARGIN : CLOCK_MARGIN;
    const first = entries.find(entry => entry.kind === 'message');
    return first !== undefined && first.at - (this.#serverAhead ?? 0) < since - margin;
  }

  async #readLogs(last: number): Promise<ReadonlyMap<string, readonly Page[]>> {
    const data = await this.#options.ask(RecentLogsDocument, { last });
    const pages = readPages(data, channelId => this.#visitorByChannel.get(channelId) ?? null);
    for (const [visitorId, ofVisitor] of pages) {
      for (const { entries } of ofVisitor) for (const entry of entries) this.#note(visitorId, entry);
    }
    return pages;
  }

  #note(visitorId: string | null, entry: TimelineEntry): void {
    if (visitorId !== null) this.#lastEntry.set(visitorId, entry.id);
    if (entry.kind !== 'message') return;
    if (entry.msgId !== null) this.#options.onEcho(entry.msgId);
    if (visitorId === null || entry.from.kind !== 'visitor') return;
    const before = this.#lastVisitorAt.get(visitorId) ?? Number.NEGATIVE_INFINITY;
    this.#lastVisitorAt.set(visitorId, Math.max(before, entry.at));
  }

  async #readChannels(): Promise<void> {
    try {
      this.know(readChats(await this.#options.ask(this.#document, {})));
    } catch (error) {
      if (this.#document === ChannelsWithoutStateDocument || !refusesState(error)) throw error;
      this.#document = ChannelsWithoutStateDocument;
      await this.#readChannels();
    }
  }
}
