import type { MirrorStorage } from './draftMirror.ts';
import type { OutboxItem } from './outboxItem.ts';
import { decodeItem } from './outboxStore.ts';

const PREFIX = 'switchboard-outgoing:';

/**
 * What a tab has given to the owner of the outbox and the owner has not confirmed, in a storage that writes at once: a
 * tab or a browser that is gone in that moment loses nothing. A full or blocked storage keeps nothing.
 */
export class OutgoingNotes {
  readonly #storage: MirrorStorage | null;

  constructor(storage: MirrorStorage | null) {
    this.#storage = storage;
  }

  /** What is left, oldest first. */
  read(): readonly OutboxItem[] {
    const items = this.#keys().flatMap(key => decode(this.#storage?.getItem(key) ?? null) ?? []);
    return items.toSorted((a, b) => a.createdAt - b.createdAt);
  }

  put(item: OutboxItem): void {
    try {
      this.#storage?.setItem(PREFIX + item.msgId, JSON.stringify(item));
    } catch {
      return;
    }
  }

  remove(msgId: string): void {
    this.#storage?.removeItem(PREFIX + msgId);
  }

  clear(): void {
    for (const key of this.#keys()) this.#storage?.removeItem(key);
  }

  #keys(): readonly string[] {
    const storage = this.#storage;
    if (storage === null) return [];
    const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
    return keys.filter(key => key.startsWith(PREFIX));
  }
}

function decode(json: string | null): OutboxItem | null {
  try {
    return json === null ? null : decodeItem(JSON.parse(json));
  } catch {
    return null;
  }
}
