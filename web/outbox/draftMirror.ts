import type { TextRecord } from '../lib/database.ts';
import { isRecord, readNumber, readString } from '../lib/decode.ts';

/** As much of a browser's Storage as is used here. */
export type MirrorStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/**
 * A copy of the drafts that the database does not hold yet, in a storage that writes at once: a page that goes
 * right after a key press loses nothing. A full or blocked storage is no error; the database has the draft too.
 */
export class DraftMirror {
  readonly #storage: MirrorStorage | null;
  readonly #prefix: string;

  /** `prefix`: how the keys begin under which the texts are kept. */
  constructor(storage: MirrorStorage | null, prefix: string) {
    this.#storage = storage;
    this.#prefix = prefix;
  }

  read(): readonly TextRecord[] {
    return this.#keys().flatMap(key => {
      const draft = decode(this.#storage?.getItem(key) ?? null);
      return draft === null ? [] : { visitorId: key.slice(this.#prefix.length), ...draft };
    });
  }

  put({ visitorId, text, at }: TextRecord): void {
    try {
      this.#storage?.setItem(this.#prefix + visitorId, JSON.stringify({ text, at }));
    } catch {
      // An older text must not come back in place of the one that did not fit.
      this.remove(visitorId);
    }
  }

  remove(visitorId: string): void {
    this.#storage?.removeItem(this.#prefix + visitorId);
  }

  clear(): void {
    for (const key of this.#keys()) this.#storage?.removeItem(key);
  }

  #keys(): readonly string[] {
    const storage = this.#storage;
    if (storage === null) return [];
    const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
    return keys.filter(key => key.startsWith(this.#prefix));
  }
}

function decode(json: string | null): { readonly text: string; readonly at: number } | null {
  const value = json === null ? null : parse(json);
  if (!isRecord(value)) return null;
  const text = readString(value, 'text');
  const at = readNumber(value, 'at');
  return text === null || at === null ? null : { text, at };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
