import type { ApolloClient } from '@apollo/client';
import { RecentLogsDocument } from '../apollo/documents.ts';
import { SharedRead } from '../lib/sharedRead.ts';
import { type Page, readPages } from './pages.ts';
import type { TimelineStore } from './timelineStore.ts';

/** How many logs of each channel are read, further back each time until the gap is closed. */
const DEPTHS = [50, 250, 1_000] as const;
/** With this many chats and no gap to close, a few logs of each are enough to begin with. */
const MANY_CHATS = 200;
const FEW_LOGS = [10] as const;

export type CatchUpOptions = {
  readonly client: ApolloClient;
  readonly timeline: TimelineStore;
  /** Finds the visitor of a channel whose answer does not name one. */
  readonly visitorOf: (channelId: string) => string | null;
  /** The visitors whose chats are known. */
  readonly visitors: () => Iterable<string>;
  /** All that was said to this visitor has been read. */
  readonly onBeginning?: (visitorId: string) => void;
};

/** The visitors whose logs were read without a hole up to what was held before. */
export type Closed = ReadonlySet<string>;

/**
 * Reads the logs that came while nobody listened: nothing is replayed after a reconnect, and no query takes a
 * channel's id, so the last N logs of all channels are read, deeper until they meet what is held.
 */
export class CatchUp {
  readonly #options: CatchUpOptions;
  /** By visitor: the last entry held before the gap that is not closed yet. */
  readonly #anchors = new Map<string, string>();
  readonly #reading = new SharedRead(() => this.#read());

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  /** The live feed stops here: whatever comes later has to meet what is held now. */
  markGap(): void {
    for (const visitorId of this.#options.visitors()) {
      const lastId = this.#options.timeline.conversation(visitorId).last()?.id;
      if (lastId !== undefined && !this.#anchors.has(visitorId)) this.#anchors.set(visitorId, lastId);
    }
  }

  /** Reads what came. While a read is under way, all who ask share the one after it. */
  run(): Promise<Closed> {
    return this.#reading.run();
  }

  async #read(): Promise<Closed> {
    const closed = new Set<string>();
    for (const depth of this.#depths()) {
      const pages = await this.#readPages(depth);
      this.#forgetAnchorsWithout(pages);
      for (const [visitorId, ofVisitor] of pages) {
        if (this.#merge(visitorId, ofVisitor, depth)) closed.add(visitorId);
      }
      if (closed.size === pages.size) break;
    }
    return closed;
  }

  /** A chat that is not there any more can't be read further back. */
  #forgetAnchorsWithout(pages: ReadonlyMap<string, readonly Page[]>): void {
    for (const visitorId of [...this.#anchors.keys()]) {
      if (!pages.has(visitorId)) this.#anchors.delete(visitorId);
    }
  }

  #depths(): readonly number[] {
    const hasGap = this.#anchors.size > 0;
    return !hasGap && [...this.#options.visitors()].length > MANY_CHATS ? FEW_LOGS : DEPTHS;
  }

  async #readPages(depth: number): Promise<ReadonlyMap<string, readonly Page[]>> {
    const { data } = await this.#options.client.query({
      query: RecentLogsDocument,
      variables: { last: depth },
      fetchPolicy: 'no-cache',
    });
    return readPages(data, this.#options.visitorOf);
  }

  /** True when the pages reach back to what was held before the gap, or to the beginning. */
  #merge(visitorId: string, pages: readonly Page[], depth: number): boolean {
    for (const { entries } of pages) this.#options.timeline.conversation(visitorId).merge(entries);
    if (pages.every(({ size }) => size < depth)) this.#options.onBeginning?.(visitorId);
    const anchor = this.#anchors.get(visitorId);
    const meets =
      anchor === undefined ||
      pages.some(({ entries }) => entries.some(entry => entry.id === anchor)) ||
      pages.every(({ size }) => size < depth);
    if (meets) this.#anchors.delete(visitorId);
    return meets;
  }
}
