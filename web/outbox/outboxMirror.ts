import { type Listener, Listeners } from '../lib/listeners.ts';
import { type Act, messageAct, textOf } from './act.ts';
import type { Reply } from './outbox.ts';
import type { OutboxItem } from './outboxItem.ts';
import type { StorageState } from './outboxJournal.ts';
import type { OutgoingNotes } from './outgoingNotes.ts';

/** What is told to the owner of the outbox. */
export type OutboxCommand =
  | { readonly kind: 'add'; readonly item: OutboxItem; readonly isAgain: boolean }
  | { readonly kind: 'retry'; readonly msgId: string }
  | { readonly kind: 'check'; readonly msgId: string }
  | { readonly kind: 'discard'; readonly msgId: string };

export type OutboxMirrorOptions = {
  /** Tells the owner; false when there is none at the moment. */
  readonly tell: (command: OutboxCommand) => boolean;
  readonly notes: OutgoingNotes;
  /** The agent who is signed in; null while that is not known. */
  readonly agentId: () => string | null;
  /** Whether the message stands in the conversation. */
  readonly isShown: (item: OutboxItem) => boolean;
  /** Reads the logs, for a message that has arrived and was not shown. */
  readonly readLogs: () => Promise<unknown>;
  /** Reads the chats, which show what was done to one: nothing else tells of it. */
  readonly readChats: () => Promise<unknown>;
};

/** How long (ms) a message that was sent may wait for its echo before the logs are read, and an act for the chats. */
const ECHO_TIME = 1_500;
/** What is noted longer than this (ms) after a new owner came belongs to no tab that lives. */
const ORPHAN_AGE = 2_000;

const none: readonly OutboxItem[] = Object.freeze([]);

/**
 * A tab's sight of the outbox, which lives with the owner of the connection. What the agent sends is in it at once, and
 * given to the owner as soon as there is one; what has gone out stays until it stands in the conversation.
 */
export class OutboxMirror {
  readonly #options: OutboxMirrorOptions;
  readonly #listeners = new Listeners();
  readonly #held = new Map<string, readonly OutboxItem[]>();
  /** What the owner has not confirmed yet; `isTold` when it may have it. */
  readonly #open = new Map<string, { readonly item: OutboxItem; isTold: boolean }>();
  /** Sent, as far as the owner knows, and not shown yet. */
  readonly #leaving = new Map<string, { readonly item: OutboxItem; readonly stop: () => void }>();
  readonly #shown = new Set<string>();
  readonly #snapshots = new Map<string, readonly OutboxItem[]>();
  #visitors: readonly string[] = none.map(({ visitorId }) => visitorId);
  #storage: StorageState = 'kept';
  /** The owner has not read what is stored: what it does not name may still be there. */
  #isPartial = false;
  #searchForOrphans: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  constructor(options: OutboxMirrorOptions) {
    this.#options = options;
    for (const item of options.notes.read()) this.#open.set(item.msgId, { item, isTold: true });
  }

  /** Puts a reply behind those of its conversation; it is sent when its turn comes. Throws after `dispose`. */
  enqueue({ visitorId, text, options = [], backoff = false }: Reply): OutboxItem {
    return this.enqueueAct(visitorId, messageAct(text, options, backoff));
  }

  /** Puts any act behind what waits for this visitor; the same rules hold for it. Throws after `dispose`. */
  enqueueAct(visitorId: string, act: Act): OutboxItem {
    if (this.#isDisposed) throw new Error('The outbox is closed: nothing can be sent through it any more.');
    const item: OutboxItem = Object.freeze({
      msgId: crypto.randomUUID(),
      visitorId,
      act,
      text: textOf(act) ?? '',
      createdAt: Date.now(),
      state: 'queued',
      reason: null,
      agentId: this.#options.agentId(),
    });
    this.#options.notes.put(item);
    const isTold = this.#options.tell({ kind: 'add', item, isAgain: false });
    this.#open.set(item.msgId, { item, isTold });
    this.#changed(visitorId);
    return item;
  }

  /** Sends a failed item again. An unsure one is looked up first, and sent unless it is found. */
  retry(msgId: string): void {
    this.#options.tell({ kind: 'retry', msgId });
  }

  /** Looks an unsure item up; does not send it. */
  check(msgId: string): void {
    this.#options.tell({ kind: 'check', msgId });
  }

  /** Throws the item away for good. One that is being sent stays until its answer comes. */
  discard(msgId: string): void {
    this.#options.tell({ kind: 'discard', msgId });
  }

  /** The message stands in the conversation: it is not shown as waiting any more. */
  settle(msgId: string): void {
    const leaving = this.#leaving.get(msgId);
    leaving?.stop();
    const item = leaving?.item ?? this.#open.get(msgId)?.item ?? this.#find(msgId);
    if (item === undefined || this.#shown.has(msgId)) return;
    this.#shown.add(msgId);
    this.#changed(item.visitorId);
  }

  /**
   * There is an owner who is new to this tab: gives it what no owner has confirmed. `items`: all that it holds; null while
   * it has not read what is stored, and so does not know what is missing.
   */
  ownerCame(items: readonly OutboxItem[] | null, storage: StorageState): void {
    this.#isPartial = true;
    if (items !== null) this.takeAll(items);
    this.takeStorage(storage);
    for (const open of this.#open.values()) {
      const isAgain = open.isTold;
      open.isTold = this.#options.tell({ kind: 'add', item: open.item, isAgain });
    }
    clearTimeout(this.#searchForOrphans);
    this.#searchForOrphans = setTimeout(() => this.#adoptOrphans(), ORPHAN_AGE);
  }

  /** What a tab noted that died together with the owner: a tab that lives has given the new one all of its own by now. */
  #adoptOrphans(): void {
    const latest = Date.now() - ORPHAN_AGE;
    for (const item of this.#options.notes.read()) {
      const isKnown = this.#open.has(item.msgId) || this.#find(item.msgId) !== undefined;
      if (isKnown || item.createdAt > latest) continue;
      const isTold = this.#options.tell({ kind: 'add', item, isAgain: true });
      this.#open.set(item.msgId, { item, isTold });
      this.#changed(item.visitorId);
    }
  }

  /** Takes all that the owner holds: what is not there is settled. */
  takeAll(items: readonly OutboxItem[]): void {
    this.#isPartial = false;
    const visitors = new Set([...this.#held.keys(), ...items.map(({ visitorId }) => visitorId)]);
    for (const visitorId of visitors)
      this.take(
        visitorId,
        items.filter(item => item.visitorId === visitorId),
      );
  }

  /** Takes what is not sent yet to this visitor. */
  take(visitorId: string, items: readonly OutboxItem[]): void {
    const before = this.#held.get(visitorId) ?? none;
    const present = new Set(items.map(({ msgId }) => msgId));
    const missing = before.filter(({ msgId }) => !present.has(msgId));
    const held = this.#isPartial ? [...missing, ...items] : items;
    if (held.length === 0) this.#held.delete(visitorId);
    else this.#held.set(visitorId, held);
    if (!this.#isPartial) for (const item of missing) this.#finish(item);
    this.#changed(visitorId);
  }

  /** The owner has the item, and it is stored as far as it can be. */
  taken(msgId: string): void {
    const open = this.#open.get(msgId);
    this.#options.notes.remove(msgId);
    if (open === undefined) return;
    this.#open.delete(msgId);
    if (this.#find(msgId) === undefined) this.#left({ ...open.item, state: 'sending' });
    this.#changed(open.item.visitorId);
  }

  takeStorage(storage: StorageState): void {
    if (storage === this.#storage) return;
    this.#storage = storage;
    this.#listeners.notify();
  }

  /** Calls the listener after every change. Returns the function that ends it. */
  subscribe = (listener: Listener): (() => void) => this.#listeners.subscribe(listener);

  /** What is not sent yet to this visitor, in typed order; the same frozen array until that changes. */
  getSnapshot = (visitorId: string): readonly OutboxItem[] => {
    const known = this.#snapshots.get(visitorId);
    if (known !== undefined) return known;
    const items = this.#itemsOf(visitorId);
    const snapshot = items.length === 0 ? none : Object.freeze(items);
    this.#snapshots.set(visitorId, snapshot);
    return snapshot;
  };

  /** The visitors to whom something is not sent yet; the same array until that changes. */
  getVisitors = (): readonly string[] => {
    const visitors = [...new Set(this.#all().map(({ visitorId }) => visitorId))];
    const left = visitors.filter(visitorId => this.getSnapshot(visitorId).length > 0);
    if (left.join('\n') !== this.#visitors.join('\n')) this.#visitors = Object.freeze(left);
    return this.#visitors;
  };

  /** How many items are not sent yet, in all conversations. */
  pendingCount = (): number =>
    this.getVisitors().reduce((sum, visitorId) => sum + this.getSnapshot(visitorId).length, 0);

  /** `memoryOnly` when what is here would not survive the last tab. */
  getStorageState = (): StorageState => this.#storage;

  /** Forgets all of it in this tab, as at sign-out. */
  wipe(): void {
    this.dispose();
    this.#options.notes.clear();
    this.#held.clear();
    this.#open.clear();
    this.#leaving.clear();
    this.#snapshots.clear();
    this.#listeners.notify();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#searchForOrphans);
    for (const { stop } of this.#leaving.values()) stop();
  }

  #all(): OutboxItem[] {
    return [
      ...[...this.#leaving.values()].map(({ item }) => item),
      ...[...this.#held.values()].flat(),
      ...[...this.#open.values()].map(({ item }) => item),
    ];
  }

  /** In the order: on its way out, with the owner, not with the owner yet; each once. */
  #itemsOf(visitorId: string): OutboxItem[] {
    const items = this.#all().filter(item => item.visitorId === visitorId && !this.#shown.has(item.msgId));
    const unique = new Map<string, OutboxItem>();
    for (const item of items) if (!unique.has(item.msgId)) unique.set(item.msgId, item);
    return [...unique.values()];
  }

  #find(msgId: string): OutboxItem | undefined {
    return [...this.#held.values()].flat().find(item => item.msgId === msgId);
  }

  /** The owner had the item and has it no more: there is nothing left to confirm. */
  #finish(item: OutboxItem): void {
    this.#options.notes.remove(item.msgId);
    this.#open.delete(item.msgId);
    this.#left(item);
  }

  /** What was on its way has arrived; it stays on the screen until the conversation, or the chat, shows it. */
  #left(item: OutboxItem): void {
    const { act, msgId, state } = item;
    const isOnItsWay = state === 'sending' || state === 'unsure';
    if (!isOnItsWay || act.kind === 'structured' || this.#isDisposed || this.#leaving.has(msgId)) return;
    if (act.kind !== 'message') {
      this.#keep(item, () => this.#forget(item));
      void this.#seeIn(item, this.#options.readChats());
    } else if (!this.#options.isShown(item)) {
      // The echo was lost: the logs show the message, or the agent sees that it is not there.
      this.#keep(item, () => void this.#seeIn(item, this.#options.readLogs()));
    }
  }

  #keep(item: OutboxItem, onTooLong: () => void): void {
    const timer = setTimeout(onTooLong, ECHO_TIME);
    const stop = () => {
      clearTimeout(timer);
      this.#leaving.delete(item.msgId);
    };
    this.#leaving.set(item.msgId, { item, stop });
  }

  async #seeIn(item: OutboxItem, reading: Promise<unknown>): Promise<void> {
    // What could not be read now is read by the next connection.
    await reading.catch(() => undefined);
    this.#forget(item);
  }

  #forget(item: OutboxItem): void {
    this.#leaving.get(item.msgId)?.stop();
    this.#changed(item.visitorId);
  }

  #changed(visitorId: string): void {
    this.#snapshots.delete(visitorId);
    this.#listeners.notify();
  }
}
