import { takesChat } from './act.ts';
import type { FailureReason, OutboxItem, OutboxState } from './outboxItem.ts';
import type { LookUpPurpose, OutboxEffect, OutboxEntry, OutboxModel } from './outboxMachine.ts';

/**
 * One step of the outbox while it is taken: gathers what changes, and at its end sends what may now go and
 * stores each changed item once, before anything is sent.
 */
export class OutboxTurn {
  /** The items as the store holds them. */
  readonly #stored: Map<string, OutboxItem>;
  readonly #entries: Map<string, OutboxEntry>;
  readonly #removed: OutboxEffect[] = [];
  readonly #actions: OutboxEffect[] = [];
  #connected: boolean;
  #connection: number;
  #nextTicket: number;

  constructor(model: OutboxModel) {
    this.#stored = new Map(model.entries.map(({ item }) => [item.msgId, item]));
    this.#entries = new Map(model.entries.map(entry => [entry.item.msgId, entry]));
    this.#connected = model.connected;
    this.#connection = model.connection;
    this.#nextTicket = model.nextTicket;
  }

  entry(msgId: string): OutboxEntry | undefined {
    return this.#entries.get(msgId);
  }

  append(item: OutboxItem): void {
    this.#entries.set(item.msgId, entryOf(item));
  }

  /**
   * Takes in items as the store holds them, which were typed earlier or elsewhere, changed by `change`.
   * One that is held already is left as it is.
   */
  adopt(stored: readonly OutboxItem[], change: (item: OutboxItem) => OutboxItem): void {
    const news = stored.filter(item => !this.#entries.has(item.msgId));
    for (const item of news) this.#stored.set(item.msgId, item);
    const fresh = news.map(item => entryOf(change(item)));
    const ordered = inTypedOrder([...this.#entries.values()], fresh);
    this.#entries.clear();
    for (const entry of ordered) this.#entries.set(entry.item.msgId, entry);
    for (const entry of fresh) if (entry.item.state === 'unsure') this.lookUp(entry, 'settle');
  }

  /** `change` says what has become of each item meanwhile. */
  connect(change: (item: OutboxItem) => OutboxItem): void {
    this.#connected = true;
    this.#connection += 1;
    for (const held of this.#entries.values()) {
      const { state, reason } = change(held.item);
      const entry = state === held.item.state ? held : this.moveTo(held, state, reason);
      if (entry.item.state === 'unsure') this.lookUp({ ...entry, ticket: null }, entry.purpose);
      else if (entry.resting) this.change(entry, { resting: false });
    }
  }

  /** What is being sent still has its answer to come; what is being looked up is asked anew. */
  disconnect(): void {
    this.#connected = false;
    for (const entry of this.#entries.values())
      if (entry.item.state === 'unsure') this.change(entry, { ticket: null });
  }

  isCurrent(connection: number): boolean {
    return this.#connected && this.#connection === connection;
  }

  /** Whatever was under way for the entry is over. */
  moveTo(entry: OutboxEntry, state: OutboxState, reason: FailureReason | null): OutboxEntry {
    const item: OutboxItem = Object.freeze({ ...entry.item, state, reason });
    const moved: OutboxEntry = { ...entry, item, ticket: null, purpose: 'settle' };
    this.#entries.set(item.msgId, moved);
    return moved;
  }

  change(
    entry: OutboxEntry,
    changes: Partial<Pick<OutboxEntry, 'ticket' | 'resends' | 'misses' | 'resting'>>,
  ): void {
    this.#entries.set(entry.item.msgId, { ...entry, ...changes });
  }

  /** Reads the logs for the entry: now, or as soon as there is a connection. One look-up at a time. */
  lookUp(entry: OutboxEntry, purpose: LookUpPurpose): void {
    const starts = this.#connected && entry.ticket === null;
    const ticket = starts ? this.#takeTicket() : entry.ticket;
    this.#entries.set(entry.item.msgId, { ...entry, purpose, ticket });
    if (starts && ticket !== null) this.#actions.push({ kind: 'lookUp', item: entry.item, ticket });
  }

  rest(msgId: string, ms: number): void {
    this.#actions.push({ kind: 'rest', msgId, ms });
  }

  remove(entry: OutboxEntry): void {
    this.#entries.delete(entry.item.msgId);
    this.#removed.push({ kind: 'remove', msgId: entry.item.msgId });
  }

  finish(): readonly [OutboxModel, readonly OutboxEffect[]] {
    if (this.#connected) this.#sendFirsts();
    const entries = [...this.#entries.values()];
    const stores = entries
      .filter(({ item }) => this.#stored.get(item.msgId) !== item)
      .map(({ item }): OutboxEffect => ({ kind: 'store', item }));
    const model = {
      entries,
      connected: this.#connected,
      connection: this.#connection,
      nextTicket: this.#nextTicket,
    };
    return [model, [...this.#removed, ...stores, ...this.#actions]];
  }

  /** The first of each conversation; what takes the chat goes past what failed, which may wait for just that. */
  #sendFirsts(): void {
    const entries = [...this.#entries.values()];
    const isOpen = ({ item }: OutboxEntry) => item.state === 'sending' || item.state === 'unsure';
    const held = new Set(entries.filter(isOpen).map(({ item }) => item.visitorId));
    const failed = new Set<string>();
    for (const entry of entries) {
      const { visitorId, state, act } = entry.item;
      if (state === 'failed') failed.add(visitorId);
      if (held.has(visitorId) || state !== 'queued' || (failed.has(visitorId) && !takesChat(act))) continue;
      held.add(visitorId);
      if (!entry.resting) this.#send(entry);
    }
  }

  #send(entry: OutboxEntry): void {
    const sending = this.moveTo(entry, 'sending', null);
    const ticket = this.#takeTicket();
    this.#entries.set(entry.item.msgId, { ...sending, ticket, connection: this.#connection });
    this.#actions.push({ kind: 'send', item: sending.item, ticket });
  }

  #takeTicket(): number {
    const ticket = this.#nextTicket;
    this.#nextTicket += 1;
    return ticket;
  }
}

function entryOf(item: OutboxItem): OutboxEntry {
  return {
    item: Object.freeze(item),
    ticket: null,
    connection: 0,
    purpose: 'settle',
    resends: 0,
    misses: 0,
    resting: false,
  };
}

/** Places fresh entries among the held ones by time, conversation by conversation; neither is reordered in itself. */
function inTypedOrder(held: readonly OutboxEntry[], fresh: readonly OutboxEntry[]): OutboxEntry[] {
  const waiting = new Map<string, OutboxEntry[]>();
  for (const entry of fresh) {
    const queue = waiting.get(entry.item.visitorId);
    if (queue === undefined) waiting.set(entry.item.visitorId, [entry]);
    else queue.push(entry);
  }
  const ordered: OutboxEntry[] = [];
  for (const entry of held) {
    const queue = waiting.get(entry.item.visitorId) ?? [];
    for (
      let first = queue[0];
      first !== undefined && first.item.createdAt < entry.item.createdAt;
      first = queue[0]
    ) {
      ordered.push(first);
      queue.shift();
    }
    ordered.push(entry);
  }
  for (const queue of waiting.values()) ordered.push(...queue);
  return ordered;
}
