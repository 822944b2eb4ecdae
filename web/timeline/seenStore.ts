import { Observable } from '../lib/observable.ts';

const KEY = 'switchboard.seen';

/** Up to which entry the agent has read each conversation; kept over a reload in this browser. */
export class SeenStore {
  readonly state = new Observable<ReadonlyMap<string, string>>(load());

  /** The id of the last entry that was on the screen, or null. */
  lastSeen(visitorId: string): string | null {
    return this.state.getSnapshot().get(visitorId) ?? null;
  }

  /** Notes that the conversation was on the screen up to this entry. */
  see(visitorId: string, entryId: string): void {
    if (this.lastSeen(visitorId) === entryId) return;
    const next = new Map(this.state.getSnapshot());
    next.delete(visitorId);
    next.set(visitorId, entryId);
    this.state.set(next);
    save(next);
  }

  /** Forgets all of it, as at sign-out. */
  wipe(): void {
    this.state.set(new Map());
    save(new Map());
  }
}

function load(): ReadonlyMap<string, string> {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (!Array.isArray(held)) return new Map();
    return new Map(held.flatMap((pair: unknown) => readPair(pair)));
  } catch {
    return new Map();
  }
}

function readPair(pair: unknown): [string, string][] {
  if (!Array.isArray(pair)) return [];
  const [visitorId, entryId]: readonly unknown[] = pair;
  return typeof visitorId === 'string' && typeof entryId === 'string' ? [[visitorId, entryId]] : [];
}

/** The last 500 chats are enough; a full or blocked storage costs the mark, nothing else. */
function save(seen: ReadonlyMap<string, string>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...seen].slice(-500)));
  } catch {
    return;
  }
}
