import { assertNever } from '../lib/assertNever.ts';
import type { OutboxItem } from '../outbox/outboxItem.ts';
import type { OwnerCore } from './ownerCore.ts';
import type { Port } from './port.ts';
import { type OwnerMessage, type TabEvent, type TabMessage, type Welcome, wrap } from './protocol.ts';
import { toWire } from './wireError.ts';

export type TabSessionOptions = {
  readonly port: Port;
  readonly core: OwnerCore;
  readonly owner: Pick<Welcome, 'ownerId' | 'lock'>;
};

/** What a tab can ask for that concerns it alone, or everybody's connection; its coming and going is the host's matter. */
export type TabRequest = Exclude<TabMessage, { readonly kind: 'hello' | 'bye' | 'signOut' | 'network' }>;

/** How often (ms) at most a tab is told that something was heard. */
const HEARD_INTERVAL = 1_000;

/** One tab at the owner of the connection: carries its operations out, and tells it what happens. */
export class TabSession {
  readonly #options: TabSessionOptions;
  readonly #running = new Map<number, () => void>();
  readonly #told = new Map<string, readonly OutboxItem[]>();
  readonly #endings: (() => void)[];
  #toldHeardAt = 0;
  #hasToldAll = false;

  constructor(options: TabSessionOptions) {
    this.#options = options;
    this.#welcome();
    const { client, view, server } = options.core.connection;
    const { presence, outbox } = options.core;
    this.#endings = [
      client.on('connecting', isRetry => this.#tell({ name: 'connecting', isRetry })),
      client.on('connected', (_socket, _payload, isRetry) => this.#tell({ name: 'connected', isRetry })),
      client.on('closed', event => this.#tell({ name: 'closed', ...closeFields(event) })),
      client.on('eos', reason => this.#tell({ name: 'eos', reason })),
      client.on('restarted', ({ since }) => this.#tell({ name: 'restarted', since })),
      client.on('state', state => this.#tell({ name: 'state', state })),
      client.on('message', () => this.#heard()),
      view.subscribe(() => this.post({ kind: 'view', view: view.getSnapshot() })),
      server.subscribe(() => this.post({ kind: 'server', server: server.getSnapshot() })),
      presence.state.subscribe(() => this.post({ kind: 'presence', presence: presence.state.getSnapshot() })),
      outbox.subscribe(() => this.#tellItems()),
    ];
  }

  post(message: OwnerMessage): void {
    this.#options.port.post(wrap(message));
  }

  /** Does what the tab asks. */
  take(message: TabRequest): void {
    const { connection, outbox } = this.#options.core;
    switch (message.kind) {
      case 'subscribe':
        this.#subscribe(message.id, message.payload);
        break;
      case 'unsubscribe':
        this.#running.get(message.id)?.();
        this.#running.delete(message.id);
        break;
      case 'resume':
        connection.resume();
        break;
      case 'terminate':
        connection.client.terminate();
        break;
      case 'inView':
        connection.revive();
        break;
      case 'signedOut':
        connection.noteSignedOut();
        break;
      case 'add':
        void this.#add(message.item, message.isAgain);
        break;
      case 'retry':
        outbox.retry(message.msgId);
        break;
      case 'check':
        outbox.check(message.msgId);
        break;
      case 'discard':
        outbox.discard(message.msgId);
        break;
      case 'status':
        void this.#changeStatus(message.id, message.status);
        break;
      default:
        assertNever(message);
    }
  }

  /** Ends what the tab has asked for, as when it is gone. What it has put into the outbox goes on. */
  end(): void {
    for (const end of this.#endings) end();
    for (const stop of this.#running.values()) stop();
    this.#running.clear();
  }

  #welcome(): void {
    const { core, owner } = this.#options;
    const { connection, outbox, presence } = core;
    this.#hasToldAll = outbox.isLoaded;
    const items = this.#noteAll();
    this.post({
      kind: 'welcome',
      ...owner,
      state: connection.client.getState(),
      view: connection.view.getSnapshot(),
      server: connection.server.getSnapshot(),
      heardAt: connection.lastFrameAt,
      presence: presence.state.getSnapshot(),
      storage: outbox.getStorageState(),
      items: outbox.isLoaded ? items : null,
    });
    if (outbox.isLoaded) return;
    this.#told.clear();
    this.#tellItems();
  }

  /** All that there is, as it is told now. */
  #noteAll(): readonly OutboxItem[] {
    const { outbox } = this.#options.core;
    const visitors = outbox.getVisitors();
    this.#told.clear();
    for (const visitorId of visitors) this.#told.set(visitorId, outbox.getSnapshot(visitorId));
    return visitors.flatMap(visitorId => outbox.getSnapshot(visitorId));
  }

  #tell(event: TabEvent): void {
    this.post({ kind: 'event', event });
  }

  #heard(): void {
    const at = Date.now();
    if (at - this.#toldHeardAt < HEARD_INTERVAL) return;
    this.#toldHeardAt = at;
    this.post({ kind: 'heard', at });
  }

  #subscribe(id: number, payload: Extract<TabMessage, { readonly kind: 'subscribe' }>['payload']): void {
    const stop = this.#options.core.connection.client.subscribe<unknown>(payload, {
      next: result => this.post({ kind: 'next', id, result }),
      error: error => {
        this.#running.delete(id);
        this.post({ kind: 'error', id, error: toWire(error) });
      },
      complete: () => {
        this.#running.delete(id);
        this.post({ kind: 'complete', id });
      },
    });
    this.#running.set(id, stop);
  }

  async #add(item: OutboxItem, isAgain: boolean): Promise<void> {
    await this.#options.core.outbox.accept(item, isAgain);
    this.post({ kind: 'taken', msgId: item.msgId });
  }

  async #changeStatus(id: number, status: Parameters<OwnerCore['presence']['change']>[0]): Promise<void> {
    try {
      await this.#options.core.presence.change(status);
      this.post({ kind: 'changed', id, error: null });
    } catch (error) {
      this.post({ kind: 'changed', id, error: toWire(error) });
    }
  }

  #tellItems(): void {
    const { outbox } = this.#options.core;
    if (outbox.isLoaded && !this.#hasToldAll) {
      this.#hasToldAll = true;
      this.post({ kind: 'outbox', items: this.#noteAll() });
    }
    const visitors = new Set([...this.#told.keys(), ...outbox.getVisitors()]);
    for (const visitorId of visitors) {
      const items = outbox.getSnapshot(visitorId);
      if (items === this.#told.get(visitorId)) continue;
      if (items.length === 0) this.#told.delete(visitorId);
      else this.#told.set(visitorId, items);
      this.post({ kind: 'items', visitorId, items });
    }
    this.post({ kind: 'storage', storage: outbox.getStorageState() });
  }
}

/** A close event can't go through a port; its fields can. */
function closeFields(event: unknown): { code: number; reason: string; wasClean: boolean } {
  const fields = typeof event === 'object' && event !== null ? event : {};
  return {
    code: 'code' in fields && typeof fields.code === 'number' ? fields.code : 1006,
    reason: 'reason' in fields && typeof fields.reason === 'string' ? fields.reason : '',
    wasClean: 'wasClean' in fields && fields.wasClean === true,
  };
}
