import { isRecord, readNumber, readString } from '../lib/decode.ts';
import { Observable } from '../lib/observable.ts';
import { decodeAct } from '../outbox/decodeAct.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { readsAs, type StructuredMessage } from '../outbox/structuredMessage.ts';
import type { MessageEntry } from '../timeline/entries.ts';

const KEY = 'switchboard.structured';
/** Beyond this the oldest are forgotten. */
const MOST = 100;
/** A message as old as this (ms) belongs to another day's chat, however alike it reads. */
const LONGEST_APART = 24 * 3_600_000;

type Sent = {
  /** The outbox's id of it; Zendesk takes none. */
  readonly id: string;
  readonly visitorId: string;
  readonly message: StructuredMessage;
  /** When it was last seen to be on its way: ms, this browser's clock. */
  readonly at: number;
};

/**
 * The structured messages that went out from this browser. Zendesk gives back their text alone, without an id of ours,
 * so what they looked like is remembered here, over a reload and for all tabs; elsewhere the transcript shows the text.
 */
export class SentStructured {
  readonly list = new Observable<readonly Sent[]>(load());

  /** Takes in what is on its way. To be called after each change of the outbox. */
  note(outbox: Pick<Outbox, 'getVisitors' | 'getSnapshot'>, now: number): void {
    const onTheWay = outbox.getVisitors().flatMap(visitorId =>
      outbox.getSnapshot(visitorId).flatMap(({ act, msgId }): Sent[] => {
        return act.kind === 'structured' ? [{ id: msgId, visitorId, message: act.message, at: now }] : [];
      }),
    );
    if (onTheWay.length === 0) return;
    const ids = new Set(onTheWay.map(({ id }) => id));
    this.#keep([...this.list.getSnapshot().filter(({ id }) => !ids.has(id)), ...onTheWay].slice(-MOST));
  }

  /**
   * What a message of the agent looked like, or null when it was no structured one, or not of this browser. Of several
   * that read the same it is the one that was sent nearest to it.
   */
  messageOf(visitorId: string, entry: MessageEntry): StructuredMessage | null {
    if (entry.from.kind !== 'agent' || entry.msgId !== null) return null;
    const apart = (sent: Sent) => Math.abs(sent.at - entry.at);
    const [nearest] = this.list
      .getSnapshot()
      .filter(
        sent =>
          sent.visitorId === visitorId && apart(sent) < LONGEST_APART && readsAs(sent.message, entry.text),
      )
      .toSorted((one, other) => apart(one) - apart(other));
    return nearest?.message ?? null;
  }

  /** Whether a message of the agent offered something to choose from. */
  isOffer(visitorId: string, entry: MessageEntry): boolean {
    return entry.options.length > 0 || this.messageOf(visitorId, entry) !== null;
  }

  /** Follows what other tabs send, until the returned function is called. */
  follow(): () => void {
    const onStorage = (event: StorageEvent) => {
      if (event.key === KEY) this.list.set(load());
    };
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }

  /** Forgets all of it, as at sign-out. */
  wipe(): void {
    this.#keep([]);
  }

  /** A full or blocked storage keeps nothing: then it is remembered as long as the page lives. */
  #keep(list: readonly Sent[]): void {
    this.list.set(list);
    try {
      localStorage.setItem(KEY, JSON.stringify(list));
    } catch {
      return;
    }
  }
}

function load(): readonly Sent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap((item: unknown) => decodeSent(item) ?? []) : [];
  } catch {
    return [];
  }
}

function decodeSent(value: unknown): Sent | null {
  if (!isRecord(value)) return null;
  const id = readString(value, 'id');
  const visitorId = readString(value, 'visitorId');
  const at = readNumber(value, 'at');
  const act = decodeAct({ kind: 'structured', message: value['message'] });
  if (id === null || visitorId === null || at === null || act?.kind !== 'structured') return null;
  return { id, visitorId, message: act.message, at };
}
