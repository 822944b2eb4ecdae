import type { Listener } from '../lib/listeners.ts';
import { Listeners } from '../lib/listeners.ts';
import type { MessageEntry, Speaker, TimelineEntry } from './entries.ts';
import { LastSaid } from './lastSaid.ts';
import { mergePage } from './mergePage.ts';

/** Has `notify` called, now or later; once is enough for all changes until then. */
export type Tell = (notify: () => void) => void;

export type ConversationSnapshot = { readonly version: number; readonly length: number };

/**
 * What one visitor and the agents said, in the server's order, each entry once.
 * An append costs the same at 100 as at 100,000 entries; a page of logs costs as far as it reaches back.
 */
export class Conversation {
  readonly #listeners = new Listeners();
  #entries: TimelineEntry[] = [];
  /** See `Stretch.linked`. */
  #linked: boolean[] = [];
  readonly #ids = new Set<string>();
  readonly #msgIds = new Set<string>();
  /** Not yet in `#msgIds`: put there when somebody asks, for most messages are never asked for. */
  readonly #newMsgIds: string[] = [];
  #newestAt = Number.NEGATIVE_INFINITY;
  #visitorMessages = 0;
  readonly #lastSaid = new LastSaid();
  #front = 0;
  /** The oldest entry that was ever held and let go. */
  #oldestLetGo: string | null = null;
  #keepers = 0;
  #version = 0;
  #snapshot: ConversationSnapshot = { version: 0, length: 0 };
  readonly #tell: Tell;
  readonly #notify = (): void => this.#listeners.notify();

  /** `tell`: when the listeners hear of a change. Default: at once, of each. */
  constructor(tell: Tell = notify => notify()) {
    this.#tell = tell;
  }

  get length(): number {
    return this.#entries.length;
  }

  /** How many entries were put before the oldest, less those let go there: what is held moves by as much as this does. */
  get front(): number {
    return this.#front;
  }

  /** The entry at this place, oldest first; undefined when there is none. */
  at(index: number): TimelineEntry | undefined {
    return this.#entries[index];
  }

  /** All entries, oldest first: a copy. */
  entries(): readonly TimelineEntry[] {
    return [...this.#entries];
  }

  /** The newest entry; null when there is none. */
  last(): TimelineEntry | null {
    return this.#entries[this.#entries.length - 1] ?? null;
  }

  /** The newest message of the visitor, or of any agent, also when it was let go; null when there is none. */
  lastFrom(kind: Speaker['kind']): MessageEntry | null {
    return this.#lastSaid.among(this.#entries)[kind];
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Whether a message with this id of its sender (`sendMessage(msg_id:)`) is held. */
  hasMsgId(msgId: string): boolean {
    for (const fresh of this.#newMsgIds) this.#msgIds.add(fresh);
    this.#newMsgIds.length = 0;
    return this.#msgIds.has(msgId);
  }

  /**
   * Takes an entry as it arrives live. A message older than the newest one held goes to the place
   * that its time gives it. Returns false, and changes nothing, when the id is held already, and when it is of the
   * time that was let go: it comes back with the rest of that.
   */
  append(entry: TimelineEntry): boolean {
    if (this.#ids.has(entry.id)) return false;
    if (entry.kind !== 'message' || entry.at >= this.#newestAt) {
      this.#entries.push(entry);
      this.#linked.push(false);
      if (entry.kind === 'message') this.#lastSaid.note(entry);
    } else {
      if (this.#wasLetGo([entry])) return false;
      this.#insertLate(entry);
      this.#lastSaid.outdate();
    }
    this.#remember(entry);
    this.#changed();
    return true;
  }

  /**
   * Takes a page of the channel's logs: an unbroken piece, oldest first, with every kind of entry, in any
   * overlap with what is held. Within the page the server's order wins; across, `at` does. Of an entry
   * that is held already the held object stays. A page of what was let go that does not reach to what is held would
   * leave a hole, and is not taken. Returns how many entries were new.
   */
  merge(page: readonly TimelineEntry[]): number {
    const unique = [...new Map(page.map(entry => [entry.id, entry])).values()];
    if (unique.length === 0) return 0;
    const fresh = unique.filter(entry => !this.#ids.has(entry.id));
    if (fresh.length === unique.length && this.#wasLetGo(unique)) return 0;
    const start = this.#reachOf(unique, unique.length - fresh.length);
    const held = { entries: this.#entries.slice(start), linked: this.#linked.slice(start) };
    const merged = mergePage(held, unique);
    const moved = fresh.length > 0 || merged.entries.some((entry, i) => entry !== held.entries[i]);
    const [oldest] = held.entries;
    if (start === 0 && oldest !== undefined) this.#front += merged.entries.indexOf(oldest);
    this.#replaceFrom(start, merged.entries, merged.linked);
    for (const entry of fresh) this.#remember(entry);
    if (moved) {
      this.#lastSaid.outdate();
      this.#changed();
    }
    return fresh.length;
  }

  /** Lets go of all but the newest `count` entries; `merge` brings the others back. */
  keepLast(count: number): void {
    const gone = this.#entries.length - count;
    const [oldest] = this.#entries;
    if (gone <= 0 || oldest === undefined) return;
    this.#lastSaid.carryOver(this.#entries);
    if (!this.hasLetGo) this.#oldestLetGo = oldest.id;
    this.#front -= gone;
    // Copies: an array that is cut short keeps the room that it had.
    this.#entries = this.#entries.slice(gone);
    this.#linked = this.#entries.map((_, i) => i > 0 && this.#linked[gone + i] === true);
    this.#ids.clear();
    this.#msgIds.clear();
    this.#newMsgIds.length = 0;
    this.#visitorMessages = 0;
    for (const entry of this.#entries) this.#remember(entry);
    this.#changed();
  }

  /** Whether entries were let go that are not back. */
  get hasLetGo(): boolean {
    return this.#oldestLetGo !== null && !this.#ids.has(this.#oldestLetGo);
  }

  /** Asks that nothing is let go until the function is called that this returns. */
  keepWhole(): () => void {
    this.#keepers += 1;
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      this.#keepers -= 1;
      // Who lets go after changes looks again.
      if (this.#keepers === 0) this.#tell(this.#notify);
    };
  }

  get isKeptWhole(): boolean {
    return this.#keepers > 0;
  }

  /** Whether anybody listens, as whoever has it on the screen does. */
  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  /** When the oldest visitor message was written that no agent's message follows; null when answered. */
  waitingSince(): number | null {
    return this.#lastSaid.among(this.#entries).waitingSince;
  }

  /**
   * Visitor messages after the entry with this id; all that are held for null and for an id that is not. Nothing is
   * counted beyond `most`.
   */
  countVisitorMessagesAfter(id: string | null, most = Number.POSITIVE_INFINITY): number {
    if (id === null || !this.#ids.has(id)) return Math.min(this.#visitorMessages, most);
    let count = 0;
    for (let i = this.#entries.length - 1; i >= 0 && count < most; i -= 1) {
      const entry = this.#entries[i];
      if (entry === undefined || entry.id === id) break;
      if (entry.kind === 'message' && entry.from.kind === 'visitor') count += 1;
    }
    return count;
  }

  /** Calls the listener after changes, when `tell` has it so. Returns the function that ends it. */
  subscribe = (listener: Listener): (() => void) => this.#listeners.subscribe(listener);

  /** The same object until something changes. */
  getSnapshot = (): ConversationSnapshot => {
    if (this.#snapshot.version !== this.#version)
      this.#snapshot = { version: this.#version, length: this.#entries.length };
    return this.#snapshot;
  };

  #remember(entry: TimelineEntry): void {
    this.#ids.add(entry.id);
    if (entry.kind !== 'message') return;
    if (entry.msgId !== null) this.#newMsgIds.push(entry.msgId);
    if (entry.from.kind === 'visitor') this.#visitorMessages += 1;
    if (entry.at > this.#newestAt) this.#newestAt = entry.at;
  }

  /** Whether all of this is of the time before what is held, of which something was let go. */
  #wasLetGo(entries: readonly TimelineEntry[]): boolean {
    if (!this.hasLetGo) return false;
    const oldest = this.#entries.find(entry => entry.kind === 'message')?.at ?? Number.NEGATIVE_INFINITY;
    const times = entries.flatMap(entry => (entry.kind === 'message' ? entry.at : []));
    return times.length > 0 && times.every(at => at < oldest);
  }

  #changed(): void {
    this.#version += 1;
    this.#tell(this.#notify);
  }

  #insertLate(entry: MessageEntry): void {
    const index = this.#outsideOfTiedRun(this.#firstLaterThan(entry.at), entry.at);
    if (index === 0) this.#front += 1;
    this.#entries.splice(index, 0, entry);
    this.#linked.splice(index, 0, false);
    if (index + 1 < this.#linked.length) this.#linked[index + 1] = false;
  }

  #firstLaterThan(at: number): number {
    let index = this.#entries.length;
    for (let i = index - 1; i >= 0; i -= 1) {
      const held = this.#entries[i];
      if (held?.kind !== 'message') continue;
      if (held.at <= at) break;
      index = i;
    }
    return index;
  }

  /** The server's log showed a linked run without gaps: what ties with its beginning belongs before it. */
  #outsideOfTiedRun(index: number, at: number): number {
    let start = index;
    while (this.#linked[start] === true) {
      start -= 1;
      const held = this.#entries[start];
      if (held?.kind === 'message' && held.at < at) return index;
    }
    return start;
  }

  /** From where on the page can change anything: before it lies a message older than the whole page. */
  #reachOf(page: readonly TimelineEntry[], known: number): number {
    const pageIds = new Set(page.map(entry => entry.id));
    const oldest = (page.find(entry => entry.kind === 'message') ?? page[0])?.at ?? 0;
    let missing = known;
    let start = this.#entries.length;
    while (start > 0) {
      const held = this.#entries[start - 1];
      if (missing === 0 && held?.kind === 'message' && held.at < oldest) break;
      if (held !== undefined && pageIds.has(held.id)) missing -= 1;
      start -= 1;
    }
    while (start > 0 && this.#linked[start] === true) start -= 1;
    return start;
  }

  #replaceFrom(start: number, entries: readonly TimelineEntry[], linked: readonly boolean[]): void {
    this.#entries.length = start;
    this.#linked.length = start;
    for (const entry of entries) this.#entries.push(entry);
    for (const link of linked) this.#linked.push(link);
  }
}
