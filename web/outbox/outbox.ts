import { assertNever } from '../lib/assertNever.ts';
import { type Listener, Listeners } from '../lib/listeners.ts';
import { type Act, messageAct, textOf } from './act.ts';
import { failureReasons } from './failureReasons.ts';
import type { LookUpOutcome, OutboxItem, SendOutcome } from './outboxItem.ts';
import { OutboxJournal, type StorageState } from './outboxJournal.ts';
import {
  emptyOutbox,
  type OutboxEffect,
  type OutboxEvent,
  type OutboxModel,
  stepOutbox,
} from './outboxMachine.ts';
import type { OutboxStore } from './outboxStore.ts';

export type OutboxOptions = {
  readonly store: OutboxStore;
  /** Sends the item once. A rejection counts as an answer that was lost. */
  readonly send: (item: OutboxItem) => Promise<SendOutcome>;
  /** Looks for the item's `msgId` in the logs of the visitor's channel. A rejection counts as `unknown`. */
  readonly lookUp: (item: OutboxItem) => Promise<LookUpOutcome>;
  /** Whether the visitor wrote after `at` (ms since the epoch, this browser's clock). */
  readonly visitorWroteSince: (visitorId: string, at: number) => boolean;
  /** ms since the epoch. */
  readonly now: () => number;
  /** Makes `msgId`s; no two tabs or lives may make the same one. */
  readonly createId: () => string;
  /** The agent who is signed in; null while that is not known. Default: nobody's items are told apart. */
  readonly agentId?: () => string | null;
};

export type Reply = {
  readonly visitorId: string;
  readonly text: string;
  /** Fixed answers for the visitor. Default: none. */
  readonly options?: readonly string[];
  /** Holds the message back while another agent serves the channel. Default: false. */
  readonly backoff?: boolean;
};

const none: readonly OutboxItem[] = Object.freeze([]);

/**
 * Replies on their way to the visitors: kept over a reload, sent in typed order, never twice in silence and
 * never dropped in silence. The rules are in `outboxMachine.ts`; this class does what they say.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #journal: OutboxJournal;
  readonly #listeners = new Listeners();
  readonly #snapshots = new Map<string, readonly OutboxItem[]>();
  readonly #rests = new Set<ReturnType<typeof setTimeout>>();
  /** Every item of this life: what is done must not begin anew when a tab hands it over again. */
  readonly #accepted = new Set<string>();
  #model: OutboxModel = emptyOutbox;
  #visitors: readonly string[] = [];
  #isLoaded = false;
  #isDisposed = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#journal = new OutboxJournal(options.store, () => this.#listeners.notify());
  }

  /** Takes in what the store holds of an earlier life. May be called again. */
  async load(): Promise<void> {
    await this.#journal.load(items => this.#adopt(items));
    if (this.#isLoaded || this.#isDisposed) return;
    this.#isLoaded = true;
    this.#listeners.notify();
  }

  /** False until what was stored has been read, or was refused. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /**
   * Takes an item that a tab has made, once however often it comes. `isAgain`: an earlier owner may have sent it, so it
   * is looked up before it is sent. Resolves when it is stored, or needs no storing any more.
   */
  async accept(item: OutboxItem, isAgain: boolean): Promise<void> {
    if (!this.#accepted.has(item.msgId)) {
      this.#accepted.add(item.msgId);
      if (isAgain) this.#adopt([{ ...item, state: 'sending' }]);
      else this.#dispatch({ kind: 'enqueued', item: Object.freeze({ ...item, state: 'queued' }) });
    }
    await this.#journal.written();
    await this.#until(() => this.getStorageState() === 'kept' || this.#find(item.msgId) === undefined);
  }

  #adopt(items: readonly OutboxItem[]): void {
    for (const { msgId } of items) this.#accepted.add(msgId);
    this.#dispatch({
      kind: 'loaded',
      items: items.filter(item => this.#isOurs(item)),
      now: this.#options.now(),
    });
  }

  /** What another agent left in this browser stays in the store until they sign in again. */
  #isOurs(item: OutboxItem): boolean {
    const agentId = this.#options.agentId?.() ?? null;
    return agentId === null || item.agentId === null || item.agentId === agentId;
  }

  /** Puts a reply behind those of its conversation; sends it when its turn comes. Throws after `dispose`. */
  enqueue({ visitorId, text, options = [], backoff = false }: Reply): OutboxItem {
    return this.enqueueAct(visitorId, messageAct(text, options, backoff));
  }

  /** Puts any act behind what waits for this visitor; the same rules hold for it. Throws after `dispose`. */
  enqueueAct(visitorId: string, act: Act): OutboxItem {
    if (this.#isDisposed) throw new Error('The outbox is closed: nothing can be sent through it any more.');
    const { createId, now } = this.#options;
    const msgId = createId();
    const item: OutboxItem = Object.freeze({
      msgId,
      visitorId,
      act: Object.freeze(act),
      text: textOf(act) ?? '',
      createdAt: now(),
      state: 'queued',
      reason: null,
      agentId: this.#options.agentId?.() ?? null,
    });
    void this.accept(item, false);
    return this.#find(msgId) ?? item;
  }

  /** Sends a failed item again. An unsure one is looked up first, and sent unless it is found. */
  retry(msgId: string): void {
    this.#dispatch({ kind: 'retried', msgId });
  }

  /** Looks an unsure item up; does not send it. */
  check(msgId: string): void {
    this.#dispatch({ kind: 'checked', msgId });
  }

  /** Throws the item away for good. One that is being sent stays until its answer comes. */
  discard(msgId: string): void {
    this.#dispatch({ kind: 'discarded', msgId });
  }

  /** The item was seen in the conversation, in an echo or in the logs: it is done, in whatever state. */
  settle(msgId: string): void {
    if (this.#find(msgId) !== undefined) this.#dispatch({ kind: 'settled', msgId });
  }

  /** There is a new connection: sends what is queued and looks up what is unsure. */
  connected(): void {
    this.#dispatch({ kind: 'connected', now: this.#options.now() });
  }

  disconnected(): void {
    this.#dispatch({ kind: 'disconnected' });
  }

  /** Resolves when nothing is being sent any more and all is stored that can be. */
  async settled(): Promise<void> {
    await this.#until(() => !this.#items().some(({ state }) => state === 'sending'));
    await this.#journal.written();
  }

  #until(isSo: () => boolean): Promise<void> {
    return new Promise(resolve => {
      const look = () => {
        if (!isSo()) return;
        unsubscribe();
        resolve();
      };
      const unsubscribe = this.subscribe(look);
      look();
    });
  }

  /** Calls the listener after every change. Returns the function that ends it. */
  subscribe = (listener: Listener): (() => void) => this.#listeners.subscribe(listener);

  /** What is not sent yet to this visitor, in typed order; the same frozen array until that changes. */
  getSnapshot = (visitorId: string): readonly OutboxItem[] => {
    const known = this.#snapshots.get(visitorId);
    if (known !== undefined) return known;
    const items = this.#items().filter(item => item.visitorId === visitorId);
    const snapshot = items.length === 0 ? none : Object.freeze(items);
    this.#snapshots.set(visitorId, snapshot);
    return snapshot;
  };

  /** The visitors to whom something is not sent yet; the same array until that changes. */
  getVisitors = (): readonly string[] => {
    const visitors = [...new Set(this.#items().map(item => item.visitorId))];
    if (visitors.join('\n') !== this.#visitors.join('\n')) this.#visitors = Object.freeze(visitors);
    return this.#visitors;
  };

  /** How many items are not sent yet, in all conversations. */
  pendingCount = (): number => this.#model.entries.length;

  /** `memoryOnly` when what is here would not survive a reload. */
  getStorageState = (): StorageState => this.#journal.getState();

  /** Forgets every item, here and in the store, as at sign-out; nothing can be sent through it afterwards. */
  wipe(): Promise<void> {
    this.dispose();
    this.#model = emptyOutbox;
    this.#snapshots.clear();
    this.#listeners.notify();
    return this.#journal.wipe();
  }

  /** Ends timers and takes no more answers. What is stored stays for the next life. */
  dispose(): void {
    this.#isDisposed = true;
    for (const timer of this.#rests) clearTimeout(timer);
    this.#rests.clear();
  }

  #items(): OutboxItem[] {
    return this.#model.entries.map(entry => entry.item);
  }

  #find(msgId: string): OutboxItem | undefined {
    return this.#model.entries.find(entry => entry.item.msgId === msgId)?.item;
  }

  #dispatch(event: OutboxEvent): void {
    if (this.#isDisposed) return;
    const before = this.#items();
    const [model, effects] = stepOutbox(this.#model, event);
    this.#model = model;
    const hasChanged = this.#dropOldSnapshots(before, this.#items());
    this.#perform(effects);
    if (hasChanged) this.#listeners.notify();
  }

  #dropOldSnapshots(before: readonly OutboxItem[], after: readonly OutboxItem[]): boolean {
    const lost = new Set(before);
    const changed = after.filter(item => !lost.delete(item));
    for (const item of [...lost, ...changed]) this.#snapshots.delete(item.visitorId);
    return lost.size + changed.length > 0;
  }

  #perform(effects: readonly OutboxEffect[]): void {
    const stored = new Map<string, Promise<void>>();
    for (const effect of effects) {
      switch (effect.kind) {
        case 'remove':
          void this.#journal.remove(effect.msgId);
          break;
        case 'store':
          stored.set(effect.item.msgId, this.#journal.put(effect.item));
          break;
        case 'send':
          void this.#send(effect.item, effect.ticket, stored.get(effect.item.msgId));
          break;
        case 'lookUp':
          void this.#lookUp(effect.item, effect.ticket);
          break;
        case 'rest':
          this.#rest(effect.msgId, effect.ms);
          break;
        default:
          assertNever(effect);
      }
    }
  }

  /** Stored as `sending` first: were the page to go in between, the next life must not take it for unsent. */
  async #send(item: OutboxItem, ticket: number, stored: Promise<void> | undefined): Promise<void> {
    await stored;
    if (this.#isDisposed || this.#find(item.msgId) !== item) return;
    const outcome = await this.#options
      .send(item)
      .catch((): SendOutcome => ({ kind: 'unsure', reason: failureReasons.sendBroke }));
    this.#dispatch({ kind: 'answered', msgId: item.msgId, ticket, outcome });
  }

  async #lookUp(item: OutboxItem, ticket: number): Promise<void> {
    const { lookUp, visitorWroteSince, now } = this.#options;
    const outcome = await lookUp(item).catch((): LookUpOutcome => 'unknown');
    const visitorWrote = visitorWroteSince(item.visitorId, item.createdAt);
    this.#dispatch({ kind: 'lookedUp', msgId: item.msgId, ticket, outcome, visitorWrote, now: now() });
  }

  #rest(msgId: string, ms: number): void {
    const timer = setTimeout(() => {
      this.#rests.delete(timer);
      this.#dispatch({ kind: 'rested', msgId });
    }, ms);
    this.#rests.add(timer);
  }
}
