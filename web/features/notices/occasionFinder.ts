import type { Occasion } from './occasion.ts';

/** As much of a chat as notices depend on. */
export type WatchedChat = {
  readonly visitorId: string;
  readonly name: string;
  readonly standing: 'mine' | 'unserved';
  /** Whether I took it myself: the last word of an agent is mine, or one of mine is on its way. */
  readonly isTaken: boolean;
  /** The visitor's newest message; `at` is the server's time, UNIX ms. */
  readonly last: { readonly id: string; readonly text: string; readonly at: number } | null;
};

type Memory = {
  readonly standing: WatchedChat['standing'];
  /** When this tab saw it become so, UNIX ms; null when it was so from the start. */
  readonly since: number | null;
  readonly last: WatchedChat['last'];
};

/** How long (ms) it takes at most until the word by which I took a chat is known. */
const SETTLING = 2_000;

/** Finds, in how the chats stand now and stood before, what there is to tell. What was there at first is no news. */
export class OccasionFinder {
  readonly #startedAt: number;
  #memories: ReadonlyMap<string, Memory> | null = null;
  /** By key: what has happened and may have to be told still. */
  readonly #news = new Map<string, Occasion>();

  /** `startedAt`, UNIX ms: messages that were written before are no news. */
  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  /** All that there is to tell just now, told already or not. */
  find(chats: readonly WatchedChat[], now: number): readonly Occasion[] {
    const before = this.#memories;
    const memories = new Map(chats.map(chat => [chat.visitorId, remember(chat, before, now)]));
    for (const chat of chats) this.#note(chat, before?.get(chat.visitorId), now);
    this.#memories = memories;
    this.#forget(memories, now);
    const unserved = chats.filter(({ standing }) => standing === 'unserved');
    return [
      ...unserved.map(chat =>
        occasionOf(
          chat,
          'unserved',
          `unserved ${chat.visitorId}`,
          memories.get(chat.visitorId)?.since ?? null,
        ),
      ),
      ...this.#arrivals(chats, memories, now),
      ...this.#news.values(),
    ];
  }

  #note(chat: WatchedChat, before: Memory | undefined, now: number): void {
    const { last, standing } = chat;
    if (standing !== 'mine' || last === null || last.id === before?.last?.id) return;
    const isNews =
      before?.last == null ? before !== undefined && last.at >= this.#startedAt : last.at >= before.last.at;
    if (isNews) this.#news.set(last.id, occasionOf(chat, 'message', `message ${last.id}`, now));
  }

  /** Known by its time of arrival, and told once that is long enough ago to say who took it. */
  #arrivals(
    chats: readonly WatchedChat[],
    memories: ReadonlyMap<string, Memory>,
    now: number,
  ): readonly Occasion[] {
    return chats.flatMap(chat => {
      const since = memories.get(chat.visitorId)?.since ?? null;
      const isArrival = chat.standing === 'mine' && !chat.isTaken && since !== null;
      const isSettled = isArrival && now - since >= SETTLING && now - since < ARRIVAL_LASTS;
      return isSettled ? [occasionOf(chat, 'arrived', `arrived ${chat.visitorId}`, since)] : [];
    });
  }

  /** Of each visitor the newest message alone, for a while. */
  #forget(memories: ReadonlyMap<string, Memory>, now: number): void {
    for (const [id, { visitorId, since }] of this.#news) {
      const memory = memories.get(visitorId);
      const isOver = memory?.standing !== 'mine' || memory.last?.id !== id;
      if (isOver || now - (since ?? now) > NEWS_LASTS) this.#news.delete(id);
    }
  }
}

/** ms; long enough for every tab to have had its say. */
const NEWS_LASTS = 60_000;
const ARRIVAL_LASTS = 10_000;

function remember(
  { visitorId, standing, last }: WatchedChat,
  before: ReadonlyMap<string, Memory> | null,
  now: number,
): Memory {
  const earlier = before?.get(visitorId);
  const since = earlier?.standing === standing ? earlier.since : before === null ? null : now;
  return { standing, since, last: last ?? earlier?.last ?? null };
}

function occasionOf(
  { visitorId, name, last }: WatchedChat,
  kind: Occasion['kind'],
  key: string,
  since: number | null,
): Occasion {
  return { key, kind, visitorId, name, text: last?.text ?? null, since };
}
