import type { Listener } from '../lib/listeners.ts';
import { Listeners } from '../lib/listeners.ts';
import { Conversation } from './conversation.ts';

export type TimelineStoreOptions = {
  /** When to tell the subscribers, and those of the conversations, of a change; once for all changes until then. Default: the next microtask. */
  readonly schedule?: (tell: () => void) => void;
  /** Of a conversation that has grown to more than twice as many entries, so many of the newest stay. Default: all. */
  readonly window?: number;
  /** Whether what is let go of this visitor's conversation can be read again; else all of it stays. */
  readonly canReadBack?: (visitorId: string) => boolean;
  /** The older part of this visitor's conversation is about to be let go. */
  readonly onLetGo?: (visitorId: string) => void;
};

/** All conversations, by visitor: a visitor's channel id changes with a new chat or session, the visitor does not. */
export class TimelineStore {
  readonly #listeners = new Listeners();
  readonly #held = new Map<string, Conversation>();
  readonly #options: TimelineStoreOptions;
  readonly #schedule: (tell: () => void) => void;
  /** By visitor: what tells the subscribers of a conversation that has changed since they were told last. */
  readonly #untold = new Map<string, () => void>();
  #version = 0;
  #told = 0;

  constructor(options: TimelineStoreOptions = {}) {
    this.#options = options;
    this.#schedule = options.schedule ?? queueMicrotask;
  }

  /** The conversation with this visitor, made when there is none; always the same object. */
  conversation(visitorId: string): Conversation {
    const held = this.#held.get(visitorId);
    if (held !== undefined) return held;
    const conversation = new Conversation(notify => this.#changed(visitorId, notify));
    this.#held.set(visitorId, conversation);
    return conversation;
  }

  /** Calls the listener once for all changes of any conversation in one turn. */
  subscribe = (listener: Listener): (() => void) => this.#listeners.subscribe(listener);

  /** A number that grows with every change of any conversation. */
  getSnapshot = (): number => this.#version;

  #changed(visitorId: string, notify: () => void): void {
    this.#untold.set(visitorId, notify);
    const isFirst = this.#version === this.#told;
    this.#version += 1;
    if (isFirst) this.#schedule(() => this.#tell());
  }

  #tell(): void {
    for (const visitorId of this.#untold.keys()) this.#letGo(visitorId);
    this.#told = this.#version;
    const untold = [...this.#untold.values()];
    this.#untold.clear();
    for (const notify of untold) notify();
    this.#listeners.notify();
  }

  /** At twice the window, so that an entry is let go at the price of one that comes. */
  #letGo(visitorId: string): void {
    const { window = Number.POSITIVE_INFINITY, canReadBack, onLetGo } = this.#options;
    const conversation = this.conversation(visitorId);
    if (conversation.length <= 2 * window || conversation.isKeptWhole) return;
    if (canReadBack?.(visitorId) !== true) return;
    onLetGo?.(visitorId);
    conversation.keepLast(window);
  }
}
