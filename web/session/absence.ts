import { Observable } from '../lib/observable.ts';
import type { TimelineStore } from '../timeline/timelineStore.ts';

/** What visitors wrote while there was no connection. */
export type AbsenceDigest = {
  /** UNIX ms, this browser's clock. */
  readonly from: number;
  readonly to: number;
  readonly messages: number;
  readonly chats: number;
  /** How many of these visitors still wait for an answer. */
  readonly waiting: number;
  /** Since when the longest of them has waited, UNIX ms, the service's clock; null when nobody waits. */
  readonly waitsSince: number | null;
};

export type AbsenceOptions = {
  readonly timeline: TimelineStore;
  /** The visitors whose chats concern this agent. */
  readonly visitors: () => Iterable<string>;
};

/** An outage shorter than this (ms) is not worth a line: what came stands in the chats. */
const WORTH_TELLING = 10_000;
/** How long (ms) after the connection is back reads may still bring what came meanwhile. */
const CATCHING_UP = 10_000;

/** Notes where the conversations stood when the connection went, and tells what has come since when it is back. */
export class Absence {
  readonly digest = new Observable<AbsenceDigest | null>(null);
  readonly #options: AbsenceOptions;
  /** By visitor: the last entry before the connection went; null for none. */
  #before: Map<string, string | null> | null = null;
  #from = 0;
  #to: number | null = null;

  constructor(options: AbsenceOptions) {
    this.#options = options;
  }

  /** Nothing was heard after `from`. A loss in the midst of a loss is part of it. */
  begin(from: number): void {
    this.#to = null;
    if (this.#before !== null) return;
    this.#from = from;
    const { timeline, visitors } = this.#options;
    this.#before = new Map(
      [...visitors()].map(visitorId => [visitorId, timeline.conversation(visitorId).last()?.id ?? null]),
    );
  }

  /** The logs have been read, at `now`: with the first read the absence is over, the next may bring more of it. */
  caughtUp(now: number): void {
    if (this.#before === null) return;
    this.#to ??= now;
    if (now - this.#to > CATCHING_UP) this.#before = null;
    else if (this.#to - this.#from >= WORTH_TELLING) this.#tell(this.#before, this.#to);
  }

  /** The agent has read it. */
  dismiss(): void {
    this.digest.set(null);
  }

  #tell(before: ReadonlyMap<string, string | null>, to: number): void {
    const { timeline, visitors } = this.#options;
    const news = [...visitors()].flatMap(visitorId => {
      const conversation = timeline.conversation(visitorId);
      const messages = conversation.countVisitorMessagesAfter(before.get(visitorId) ?? null);
      return messages === 0 ? [] : { messages, waitsSince: conversation.waitingSince() };
    });
    if (news.length === 0) return;
    const waits = news.flatMap(({ waitsSince }) => waitsSince ?? []);
    this.digest.set({
      from: this.#from,
      to,
      messages: news.reduce((sum, { messages }) => sum + messages, 0),
      chats: news.length,
      waiting: waits.length,
      waitsSince: waits.length === 0 ? null : Math.min(...waits),
    });
  }
}
