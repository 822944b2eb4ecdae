import { type Database, pageDatabase, type TextRecord } from '../lib/database.ts';
import { isRecord, readNumber, readString } from '../lib/decode.ts';
import { type Listener, Listeners } from '../lib/listeners.ts';
import { DraftMirror, type MirrorStorage } from './draftMirror.ts';

export type DraftStoreOptions = {
  /** What the texts are; each kind is kept for itself. Default: drafts. */
  readonly kind?: 'drafts' | 'notes';
  readonly database?: Database;
  /** Tab-wide storage that is written before `set` returns. Default: sessionStorage; null: none. */
  readonly mirror?: MirrorStorage | null;
  /** How the tabs tell each other. Default: BroadcastChannel `switchboard-<kind>`; null: not at all. */
  readonly channel?: BroadcastChannel | null;
  /** ms since the epoch. */
  readonly now?: () => number;
};

/**
 * What is typed and not sent, by visitor, so that no text ever goes to another visitor; and, as another kind, what
 * the agent noted about a visitor. Kept over a reload and
 * the same in all tabs; the text written last wins. Where the browser stores nothing it lives as long as the page.
 */
export class DraftStore {
  readonly #kind: 'drafts' | 'notes';
  readonly #database: Database;
  readonly #mirror: DraftMirror;
  readonly #channel: BroadcastChannel | null;
  readonly #now: () => number;
  readonly #listeners = new Listeners();
  readonly #drafts = new Map<string, TextRecord>();
  /** Visitors whose draft is not in the database as it is here. */
  readonly #unwritten = new Set<string>();
  #writing: Promise<void> | null = null;
  #wipes = 0;

  constructor(options: DraftStoreOptions = {}) {
    this.#kind = options.kind ?? 'drafts';
    this.#database = options.database ?? pageDatabase;
    const storage = options.mirror === undefined ? tabStorage() : options.mirror;
    this.#mirror = new DraftMirror(storage, mirrorPrefixes[this.#kind]);
    this.#channel = options.channel === undefined ? openChannel(this.#kind) : options.channel;
    this.#now = options.now ?? Date.now;
    for (const draft of this.#mirror.read()) {
      this.#drafts.set(draft.visitorId, draft);
      this.#unwritten.add(draft.visitorId);
    }
    if (this.#channel !== null) this.#channel.onmessage = event => this.#hear(event.data);
  }

  /** Reads what earlier pages kept. Until then only the drafts that this tab was about to write are here. */
  async load(): Promise<void> {
    const wipes = this.#wipes;
    const stored = await this.#readAll();
    if (wipes !== this.#wipes) return;
    for (const draft of stored) if (this.#isNews(draft)) this.#drafts.set(draft.visitorId, draft);
    this.#listeners.notify();
    await this.#write();
  }

  /** The draft for this visitor; empty when there is none. */
  get(visitorId: string): string {
    return this.#drafts.get(visitorId)?.text ?? '';
  }

  /** Whether there is anything but white space. */
  has(visitorId: string): boolean {
    return this.get(visitorId).trim() !== '';
  }

  /** Keeps the text: before this returns in the tab's own storage, soon after in the database and in all tabs. */
  set(visitorId: string, text: string): void {
    if (text === this.get(visitorId)) return;
    const earlier = this.#drafts.get(visitorId)?.at ?? 0;
    const draft = { visitorId, text, at: Math.max(this.#now(), earlier + 1) };
    this.#drafts.set(visitorId, draft);
    this.#mirror.put(draft);
    this.#unwritten.add(visitorId);
    this.#channel?.postMessage(draft);
    void this.#write();
    this.#listeners.notify();
  }

  clear(visitorId: string): void {
    this.set(visitorId, '');
  }

  /** Calls the listener after every change, in this tab or another. Returns the function that ends it. */
  subscribe = (listener: Listener): (() => void) => this.#listeners.subscribe(listener);

  getSnapshot = (visitorId: string): string => this.get(visitorId);

  /** Forgets all drafts, here, in all tabs and in the database. Rejects when the database refuses. */
  async wipe(): Promise<void> {
    this.#forgetAll();
    this.#channel?.postMessage({ wiped: true });
    await this.#writing;
    const connection = await this.#database.open();
    await connection.clear(this.#kind);
  }

  /** Resolves when the database holds all that was set so far, or has refused it. */
  async written(): Promise<void> {
    await this.#writing;
  }

  dispose(): void {
    this.#channel?.close();
  }

  async #readAll(): Promise<readonly TextRecord[]> {
    try {
      const connection = await this.#database.open();
      return await connection.getAll(this.#kind);
    } catch {
      return [];
    }
  }

  #isNews(draft: TextRecord): boolean {
    return draft.at > (this.#drafts.get(draft.visitorId)?.at ?? 0);
  }

  #hear(message: unknown): void {
    if (!isRecord(message)) return;
    const { wiped } = message;
    if (wiped === true) {
      this.#forgetAll();
      return;
    }
    const draft = decodeDraft(message);
    if (draft === null || !this.#isNews(draft)) return;
    this.#drafts.set(draft.visitorId, draft);
    this.#unwritten.delete(draft.visitorId);
    this.#mirror.remove(draft.visitorId);
    this.#listeners.notify();
  }

  #forgetAll(): void {
    this.#wipes += 1;
    this.#drafts.clear();
    this.#unwritten.clear();
    this.#mirror.clear();
    this.#listeners.notify();
  }

  /** One write at a time; texts that were overtaken meanwhile are never written. */
  #write(): Promise<void> {
    this.#writing ??= this.#writeAll();
    return this.#writing;
  }

  /** What the database refuses stays in the mirror, and is tried again with the next change. */
  async #writeAll(): Promise<void> {
    try {
      const connection = await this.#database.open();
      for (let draft = this.#nextUnwritten(); draft !== undefined; draft = this.#nextUnwritten()) {
        if (draft.text === '') await connection.delete(this.#kind, draft.visitorId);
        else await connection.put(this.#kind, draft);
        this.#haveWritten(draft);
      }
    } catch {
      return;
    } finally {
      this.#writing = null;
    }
  }

  #nextUnwritten(): TextRecord | undefined {
    for (const visitorId of this.#unwritten) return this.#drafts.get(visitorId);
    return undefined;
  }

  #haveWritten(draft: TextRecord): void {
    if (this.#drafts.get(draft.visitorId) !== draft) return;
    this.#unwritten.delete(draft.visitorId);
    this.#mirror.remove(draft.visitorId);
  }
}

const mirrorPrefixes = { drafts: 'switchboard-draft:', notes: 'switchboard-note:' } as const;

function decodeDraft(message: Readonly<Record<string, unknown>>): TextRecord | null {
  const visitorId = readString(message, 'visitorId');
  const text = readString(message, 'text');
  const at = readNumber(message, 'at');
  return visitorId === null || text === null || at === null ? null : { visitorId, text, at };
}

/** Reading the property throws where the browser blocks storage. */
function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function openChannel(kind: string): BroadcastChannel | null {
  return typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`switchboard-${kind}`);
}
