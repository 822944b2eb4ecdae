import { type EarlyWorker, tryWorker } from './earlyWorker.ts';
import { OwnerChannel } from './ownerChannel.ts';
import { localPorts, type Port } from './port.ts';
import { workerPath } from './startWorker.ts';

export type OwnerSearchOptions = {
  readonly tabId: string;
  /** A way to an owner, or to one who may be: it is to be greeted, unless it has been. Replaces the one before. */
  readonly onPort: (port: Port, isGreeted?: boolean) => void;
  /** The worker that was started with the page; default null: this search starts one. */
  readonly early?: EarlyWorker | null;
};

/** How long (ms) a worker may take to answer a greeting before the tab looks elsewhere. */
const WORKER_PATIENCE = 4_000;
/** How often (ms) a tab without an owner asks for one. */
const ASKING_INTERVAL = 1_000;
/** How often (ms) what an owner is made of is read until it can be. */
const READING_INTERVAL = 5_000;

/**
 * A tab's search for the owner of the connection: in the SharedWorker; and where there is none, it fails, or another owns
 * it, over the channel that all tabs hear. A tab of the second kind would own the connection itself, when nobody does.
 */
export class OwnerSearch {
  readonly #options: OwnerSearchOptions;
  readonly #channel = new OwnerChannel();
  #early: EarlyWorker | null;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #asking: ReturnType<typeof setInterval> | undefined;
  /** Ends the campaign; null while this tab looks to the worker alone. */
  #withdraw: AbortController | null = null;
  #campaigning: Promise<void> = Promise.resolve();
  #ownerId: string | null = null;
  /** Whether no owner has made way for another since this tab began. */
  #isNew = true;
  #isDisposed = false;

  constructor(options: OwnerSearchOptions) {
    this.#options = options;
    this.#early = options.early ?? null;
    this.#channel.listen(message => {
      const isLooking = this.#withdraw !== null && !this.#withdraw.signal.aborted;
      if (message.kind === 'owner' && isLooking) this.#meet(message.ownerId);
    });
  }

  /** Begins, and begins anew when the owner is gone. */
  start(): void {
    if (this.#isDisposed) return;
    if (this.#withdraw !== null) {
      this.#ownerId = null;
      this.#ask();
      return;
    }
    const early = this.#early ?? tryWorker();
    this.#early = null;
    if (early === null || early.hasFailed) {
      this.#lookElsewhere();
    } else {
      early.worker.onerror = () => this.#lookElsewhere();
      this.#patience = setTimeout(() => this.#lookElsewhere(), WORKER_PATIENCE);
      this.#options.onPort(early.port, early.isGreeted);
    }
  }

  /** The owner has answered. */
  found(): void {
    clearTimeout(this.#patience);
    clearInterval(this.#asking);
  }

  /** The owner has made way for another. */
  moved(): void {
    this.#isNew = false;
    this.#lookElsewhere();
  }

  /** The one who was greeted does not own the connection: over the channel, from now on. */
  #lookElsewhere(): void {
    if (this.#isDisposed) return;
    clearTimeout(this.#patience);
    this.#ownerId = null;
    if (this.#withdraw === null) this.#campaigning = this.#campaign();
    this.#ask();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.found();
    this.#withdraw?.abort();
    // An owner still has to tell the others that it goes.
    void this.#campaigning.finally(() => this.#channel.close());
  }

  /** What an owner is made of is loaded by those alone who may become one. */
  async #campaign(): Promise<void> {
    const withdraw = new AbortController();
    this.#withdraw = withdraw;
    const ownership = await readOwnership(withdraw.signal);
    await ownership?.campaign({
      channel: this.#channel,
      version: workerPath,
      isNew: this.#isNew,
      signal: withdraw.signal,
      onOwner: (host, ownerId) => {
        const [own, other] = localPorts();
        this.#ownerId = ownerId;
        host.attach(other);
        this.#options.onPort(own);
      },
      onMoved: () => {
        this.#withdraw = null;
        this.moved();
      },
    });
  }

  #ask(): void {
    clearInterval(this.#asking);
    this.#channel.say({ kind: 'who' });
    this.#asking = setInterval(() => this.#channel.say({ kind: 'who' }), ASKING_INTERVAL);
  }

  #meet(ownerId: string): void {
    if (this.#ownerId === ownerId) return;
    this.#ownerId = ownerId;
    this.#options.onPort(this.#channel.port(this.#options.tabId, ownerId));
  }
}

/** A file that can't be read, as without a network, is read again until it can be; null when that is called off. */
async function readOwnership(signal: AbortSignal): Promise<typeof import('./ownership.ts') | null> {
  while (!signal.aborted) {
    const read = await import('./ownership.ts').catch(() => null);
    if (read !== null) return read;
    await new Promise(resolve => setTimeout(resolve, READING_INTERVAL));
  }
  return null;
}
