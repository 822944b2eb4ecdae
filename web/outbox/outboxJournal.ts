import type { OutboxItem } from './outboxItem.ts';
import type { OutboxStore } from './outboxStore.ts';

/** `memoryOnly`: something in the outbox would not survive a reload, because the browser refuses to store it. */
export type StorageState = 'kept' | 'memoryOnly';

/** A store that has not answered by then counts as one that refuses. ms */
const PATIENCE = 2_000;

/** What the store is to hold of one item: the item, or null for nothing. */
type Change = { readonly item: OutboxItem | null; readonly waiting: readonly (() => void)[] };

/**
 * Writes the outbox into its store, one change after the other, the latest of each item. Never rejects: what
 * the store refuses stays pending and is tried again with the next change, and nobody waits for it.
 */
export class OutboxJournal {
  readonly #store: OutboxStore;
  readonly #onStateChange: () => void;
  readonly #pending = new Map<string, Change>();
  #turn: Promise<void> = Promise.resolve();
  #isWriting = false;
  #refuses = false;
  #state: StorageState = 'kept';

  constructor(store: OutboxStore, onStateChange: () => void) {
    this.#store = store;
    this.#onStateChange = onStateChange;
  }

  getState(): StorageState {
    return this.#state;
  }

  /** Resolves when the item is stored, or when it turns out that it can't be. */
  put(item: OutboxItem): Promise<void> {
    return this.#write(item.msgId, item);
  }

  remove(msgId: string): Promise<void> {
    return this.#write(msgId, null);
  }

  /**
   * Hands over what the store holds, however late it comes; nothing that is being removed.
   * Resolves when that is done, or when it turns out that the store refuses.
   */
  load(take: (items: readonly OutboxItem[]) => void): Promise<void> {
    return this.#inTurn(() =>
      this.#attempt(
        this.#store
          .load()
          .then(items => take(items.filter(item => this.#pending.get(item.msgId)?.item !== null))),
      ),
    );
  }

  /** Resolves when all that was put so far is stored, or turns out to be refused. */
  written(): Promise<void> {
    return this.#turn;
  }

  /** Forgets all that is stored and all that was to be. Resolves when that is done, or turns out to be refused. */
  wipe(): Promise<void> {
    this.#giveUpWaiting();
    this.#pending.clear();
    return this.#inTurn(() => this.#attempt(this.#store.wipe()));
  }

  #write(msgId: string, item: OutboxItem | null): Promise<void> {
    const waiting = this.#pending.get(msgId)?.waiting ?? [];
    if (this.#refuses) {
      this.#pending.set(msgId, { item, waiting });
      this.#startWriting();
      return Promise.resolve();
    }
    return new Promise(resolve => {
      this.#pending.set(msgId, { item, waiting: [...waiting, resolve] });
      this.#startWriting();
    });
  }

  #startWriting(): void {
    if (this.#isWriting) return;
    this.#isWriting = true;
    void this.#inTurn(() => this.#writePending());
  }

  async #writePending(): Promise<void> {
    for (let next = this.#first(); next !== undefined; next = this.#first()) {
      const [msgId, change] = next;
      await this.#attempt(change.item === null ? this.#store.remove(msgId) : this.#store.put(change.item));
      if (this.#refuses) break;
      if (this.#pending.get(msgId) === change) this.#pending.delete(msgId);
      for (const resolve of change.waiting) resolve();
    }
    this.#giveUpWaiting();
    this.#isWriting = false;
  }

  #first(): readonly [string, Change] | undefined {
    for (const next of this.#pending) return next;
    return undefined;
  }

  async #attempt(work: Promise<void>): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`No answer from the store in ${PATIENCE} ms.`)), PATIENCE);
    });
    try {
      await Promise.race([work, tooLate]);
      this.#refuses = false;
    } catch {
      this.#refuses = true;
    } finally {
      clearTimeout(timer);
      this.#showState();
    }
  }

  #giveUpWaiting(): void {
    for (const [msgId, { item, waiting }] of this.#pending) {
      this.#pending.set(msgId, { item, waiting: [] });
      for (const resolve of waiting) resolve();
    }
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work);
    return this.#turn;
  }

  #showState(): void {
    const state = this.#refuses ? 'memoryOnly' : 'kept';
    if (state === this.#state) return;
    this.#state = state;
    this.#onStateChange();
  }
}
