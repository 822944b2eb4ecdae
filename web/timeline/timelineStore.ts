import type { Listener } from '../lib/listeners.ts';
import { Listeners } from '../lib/listeners.ts';
import { Conversation } from './conversation.ts';

export type TimelineStoreOptions = {
  /** When to tell the subscribers, and those of the conversations, of a change; once for all changes until then. Default: the next microtask. */
  readonly schedule?: (tell: () => void) => void;
};

type Held = { readonly conversation: Conversation; isForgotten: boolean };

/** All conversations, by visitor: a visitor's channel id changes with a new chat or session, the visitor does not. */
export class TimelineStore {
  readonly #listeners = new Listeners();
  readonly #held = new Map<string, Held>();
  readonly #schedule: (tell: () => void) => void;
  /** What tells the subscribers of the conversations that have changed since they were told last. */
  readonly #untold = new Set<() => void>();
  #version = 0;
  #told = 0;

  constructor(options: TimelineStoreOptions = {}) {
    this.#schedule = options.schedule ?? queueMicrotask;
  }

  /** The conversation with this visitor, made when there is none; the same object until it is forgotten. */
  conversation(visitorId: string): Conversation {
    const held = this.#held.get(visitorId);
    if (held !== undefined) return held.conversation;
    const conversation = new Conversation(notify => (made.isForgotten ? notify() : this.#changed(notify)));
    const made: Held = { conversation, isForgotten: false };
    this.#held.set(visitorId, made);
    return conversation;
  }

  /** Lets go of what is held of this visitor; whoever still has the conversation hears no more of it here. */
  forget(visitorId: string): void {
    const held = this.#held.get(visitorId);
    if (held === undefined) return;
    held.isForgotten = true;
    this.#held.delete(visitorId);
    this.#changed();
  }

  /** Calls the listener once for all changes of any conversation in one turn. */
  subscribe = (listener: Listener): (() => void) => this.#listeners.subscribe(listener);

  /** A number that grows with every change of any conversation. */
  getSnapshot = (): number => this.#version;

  #changed(notify?: () => void): void {
    if (notify !== undefined) this.#untold.add(notify);
    const isFirst = this.#version === this.#told;
    this.#version += 1;
    if (isFirst) this.#schedule(() => this.#tell());
  }

  #tell(): void {
    this.#told = this.#version;
    const untold = [...this.#untold];
    this.#untold.clear();
    for (const notify of untold) notify();
    this.#listeners.notify();
  }
}
