import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SharedLedger } from './noticeTeller.ts';
import { type Claim, claim, type Ledger, type Occasion } from './occasion.ts';

interface LedgerSchema extends DBSchema {
  ledger: { key: 'told'; value: Ledger };
}

/**
 * The ledger in IndexedDB, whose transactions no other tab can come between. It holds ids and times, no texts. Where the
 * browser stores nothing each tab keeps its own: several tabs may then tell the same.
 */
export class NoticeLedger implements SharedLedger {
  readonly #name: string;
  #connection: Promise<IDBPDatabase<LedgerSchema>> | null = null;
  #unstored: Ledger = new Map();

  constructor(name = 'switchboard-notices') {
    this.#name = name;
  }

  async claim(wanted: readonly Occasion[], waiting: readonly Occasion[], now: number): Promise<Claim> {
    try {
      return await this.#claimStored(wanted, waiting, now);
    } catch {
      this.#connection = null;
      const claimed = claim(this.#unstored, wanted, waiting, now);
      this.#unstored = claimed.ledger;
      return claimed;
    }
  }

  close(): void {
    this.#connection?.then(connection => connection.close()).catch(() => undefined);
    this.#connection = null;
  }

  async #claimStored(wanted: readonly Occasion[], waiting: readonly Occasion[], now: number): Promise<Claim> {
    const connection = await this.#open();
    const transaction = connection.transaction('ledger', 'readwrite');
    const held = (await transaction.store.get('told')) ?? new Map<string, number>();
    const claimed = claim(held, wanted, waiting, now);
    if (claimed.ledger !== held) await transaction.store.put(claimed.ledger, 'told');
    await transaction.done;
    return claimed;
  }

  #open(): Promise<IDBPDatabase<LedgerSchema>> {
    this.#connection ??= openDB<LedgerSchema>(this.#name, 1, {
      upgrade: connection => void connection.createObjectStore('ledger'),
      terminated: () => {
        this.#connection = null;
      },
    });
    return this.#connection;
  }
}
