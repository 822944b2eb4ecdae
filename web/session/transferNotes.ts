import { type Chat, standingOf } from '../apollo/chat.ts';
import type { ChatBook } from '../apollo/chatDirectory.ts';
import { isRecord, readNumber, readString } from '../lib/decode.ts';
import { Observable } from '../lib/observable.ts';
import { dayKey } from '../lib/times.ts';

const KEY = 'switchboard.transfers';
/** The latest are kept. */
const MOST = 200;

export type TransferNote = {
  readonly visitorId: string;
  /** Name of the department that the chat went to. */
  readonly department: string;
  /** When it was seen, service time, ms since the epoch. */
  readonly at: number;
  /** Whether it went from this agent. */
  readonly isMine: boolean;
};

/**
 * The transfers of today that this browser saw, oldest first. The API's logs do not tell of transfers, so they are
 * noted when a chat's department changes. Kept over a reload.
 */
export class TransferNotes {
  readonly notes: Observable<readonly TransferNote[]>;
  #before: ReadonlyMap<string, Chat> = new Map();

  /** `now`: ms since the epoch. */
  constructor(now: number = Date.now()) {
    this.notes = new Observable(load().filter(({ at }) => dayKey(at) === dayKey(now)));
  }

  /** Takes the chats as they are now; `now` is service time. */
  take({ chats, loaded }: ChatBook, me: string | null, now: number): void {
    if (!loaded) return;
    const fresh = [...chats.values()].flatMap(chat => {
      const before = this.#before.get(chat.visitorId);
      if (before === undefined || chat.department === null || chat.department.id === before.department?.id)
        return [];
      const isMine = standingOf(before, me) === 'mine' && standingOf(chat, me) !== 'mine';
      return [{ visitorId: chat.visitorId, department: chat.department.name, at: now, isMine }];
    });
    this.#before = chats;
    if (fresh.length === 0) return;
    this.notes.set([...this.notes.getSnapshot(), ...fresh].slice(-MOST));
    save(this.notes.getSnapshot());
  }

  /** Forgets all of it, as at sign-out. */
  wipe(): void {
    this.notes.set([]);
    save([]);
  }
}

function load(): readonly TransferNote[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap((note: unknown) => readNote(note) ?? []) : [];
  } catch {
    return [];
  }
}

function readNote(note: unknown): TransferNote | null {
  if (!isRecord(note)) return null;
  const [visitorId, department] = [readString(note, 'visitorId'), readString(note, 'department')];
  const at = readNumber(note, 'at');
  if (visitorId === null || department === null || at === null) return null;
  return { visitorId, department, at, isMine: note['isMine'] === true };
}

/** Storage that is full or blocked costs the notes at a reload, nothing else. */
function save(notes: readonly TransferNote[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(notes));
  } catch {
    return;
  }
}
