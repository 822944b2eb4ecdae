import { ConnectionLostError } from 'graphql-ws-adapter-custom';
import { assertNever } from '../lib/assertNever.ts';
import { Observable } from '../lib/observable.ts';
import { OutboxMirror, type OutboxMirrorOptions } from '../outbox/outboxMirror.ts';
import type { AgentStatus } from '../session/agentStatus.ts';
import { PresenceMirror } from '../session/presenceMirror.ts';
import { noteSession } from '../session/proxyApi.ts';
import type { ConnectionView } from './connection.ts';
import { sayHello } from './earlyWorker.ts';
import { untilReleased } from './locks.ts';
import type { OwnerSearch, OwnerSearchOptions } from './ownerSearch.ts';
import type { Port } from './port.ts';
import { PortClient } from './portClient.ts';
import { type OwnerMessage, readOwnerMessage, type TabMessage, type Welcome, wrap } from './protocol.ts';
import { fromWire } from './wireError.ts';

export type TabConnectionOptions = {
  readonly tabId: string;
  /** The Web Lock that this tab holds; null where there are none. */
  readonly lock: string | null;
  readonly findOwner: (
    options: OwnerSearchOptions,
  ) => Pick<OwnerSearch, 'start' | 'found' | 'moved' | 'dispose'>;
  readonly outbox: Pick<OutboxMirrorOptions, 'notes' | 'isShown' | 'readLogs' | 'readChats'>;
  /** The own status could not be sent, so visitors may not see it. */
  readonly onStatusNotSent: (error: unknown) => void;
  /** The agent signed out, here or in another tab. */
  readonly onGoodbye: () => void;
};

/**
 * A tab's part in the one connection of this browser: a client of the owner's, and what the owner tells of the
 * connection, of the own status and of the outbox. Owners may come and go.
 */
export class TabConnection {
  readonly client: PortClient;
  readonly view = new Observable<ConnectionView>({ kind: 'connecting' });
  /** Where the socket goes, `ws://host:port`; null before the first session. */
  readonly server = new Observable<string | null>(null);
  readonly presence: PresenceMirror;
  readonly outbox: OutboxMirror;
  readonly #options: TabConnectionOptions;
  readonly #search: Pick<OwnerSearch, 'start' | 'found' | 'moved' | 'dispose'>;
  readonly #statusChanges = new Map<number, (error: Error | null) => void>();
  readonly #listening = new AbortController();
  #port: Port | null = null;
  #hasOwner = false;
  #watching: AbortController | null = null;
  #lastFrameAt = 0;
  /** As the browser has told since the page was opened: one that was opened without a network can do without. */
  #isOnline = true;
  #nextChange = 1;

  constructor(options: TabConnectionOptions) {
    this.#options = options;
    this.client = new PortClient(message => this.#post(message));
    this.presence = new PresenceMirror(status => this.#changeStatus(status));
    this.outbox = new OutboxMirror({
      ...options.outbox,
      tell: command => this.#post(command),
      agentId: () => this.presence.state.getSnapshot().me?.id ?? null,
    });
    this.#search = options.findOwner({
      tabId: options.tabId,
      onPort: (port, isGreeted) => this.#meet(port, isGreeted),
    });
    this.#listenToPage();
    this.#search.start();
  }

  /** When the last frame came, UNIX ms; 0 before the first. Read it from a clock: it tells nobody that it changed. */
  get lastFrameAt(): number {
    return this.#lastFrameAt;
  }

  /** Ends a wait, or starts a new session after one has ended; Zendesk then ends the other device's. */
  resume(): void {
    this.#post({ kind: 'resume' });
  }

  /** An operation was refused because the sign-in has ended. */
  noteSignedOut(): void {
    this.#post({ kind: 'signedOut' });
  }

  /** Ends the agent session and what is kept of it, for every tab; `onGoodbye` is called when that is done. */
  signOut(): void {
    this.#post({ kind: 'signOut' });
  }

  dispose(): void {
    this.#listening.abort();
    this.#watching?.abort();
    this.#leavePort();
    this.#search.dispose();
    this.client.dispose();
    this.outbox.dispose();
  }

  /** False when there is nobody to tell. */
  #post(message: TabMessage): boolean {
    if (!this.#hasOwner) return false;
    this.#port?.post(wrap(message));
    return true;
  }

  #meet(port: Port, isGreeted = false): void {
    this.#ownerWent();
    this.#leavePort();
    this.#port = port;
    port.take(data => {
      if (this.#port !== port) return;
      const message = readOwnerMessage(data);
      if (message === 'outdated') this.view.set({ kind: 'outdated' });
      else if (message !== null) this.#take(message);
    });
    if (isGreeted) return;
    const { tabId, lock } = this.#options;
    sayHello(port, { tabId, lock, status: this.presence.wanted });
  }

  #leavePort(): void {
    this.#port?.post(wrap<TabMessage>({ kind: 'bye' }));
    this.#port?.close();
    this.#port = null;
  }

  #take(message: OwnerMessage): void {
    switch (message.kind) {
      case 'welcome':
        this.#ownerCame(message);
        break;
      case 'moved':
        this.#ownerWent();
        this.#search.moved();
        break;
      case 'goodbye':
        this.#options.onGoodbye();
        break;
      case 'event':
      case 'next':
      case 'error':
      case 'complete':
        this.client.take(message);
        break;
      case 'view':
        this.view.set(message.view);
        break;
      case 'server':
        this.#noteServer(message.server);
        break;
      case 'heard':
        this.#lastFrameAt = message.at;
        break;
      case 'presence':
        this.presence.take(message.presence);
        break;
      case 'changed':
        this.#statusChanges.get(message.id)?.(message.error === null ? null : fromWire(message.error));
        this.#statusChanges.delete(message.id);
        break;
      case 'items':
        this.outbox.take(message.visitorId, message.items);
        break;
      case 'outbox':
        this.outbox.takeAll(message.items);
        break;
      case 'storage':
        this.outbox.takeStorage(message.storage);
        break;
      case 'taken':
        this.outbox.taken(message.msgId);
        break;
      case 'statusNotSent':
        this.#options.onStatusNotSent(fromWire(message.error));
        break;
      default:
        assertNever(message);
    }
  }

  #ownerCame(welcome: Welcome): void {
    this.#ownerWent();
    this.#hasOwner = true;
    this.#search.found();
    this.#watch(welcome.lock);
    this.#lastFrameAt = welcome.heardAt;
    this.#noteServer(welcome.server);
    this.presence.ownerCame(welcome.presence).catch(this.#options.onStatusNotSent);
    this.view.set(welcome.view);
    if (!this.#isOnline) this.#post({ kind: 'network', isOnline: false });
    this.outbox.ownerCame(welcome.items, welcome.storage);
    this.client.ownerCame(welcome.state);
  }

  #noteServer(server: string | null): void {
    if (server !== null) noteSession(true);
    this.server.set(server);
  }

  #ownerWent(): void {
    if (!this.#hasOwner) return;
    this.#hasOwner = false;
    this.#watching?.abort();
    for (const settle of this.#statusChanges.values())
      settle(new ConnectionLostError('The owner of the connection is gone.', true));
    this.#statusChanges.clear();
    this.view.set({ kind: 'connecting' });
    this.client.ownerWent();
  }

  /** An owner that dies says nothing; but it lets go of its lock. */
  #watch(lock: string | null): void {
    if (lock === null) return;
    const watching = new AbortController();
    this.#watching = watching;
    untilReleased(lock, watching.signal).then(
      () => {
        if (watching.signal.aborted) return;
        this.#ownerWent();
        this.#search.start();
      },
      () => undefined,
    );
  }

  #changeStatus(status: AgentStatus): Promise<void> {
    const id = this.#nextChange;
    this.#nextChange += 1;
    return new Promise((resolve, reject) => {
      this.#statusChanges.set(id, error => (error === null ? resolve() : reject(error)));
      if (this.#post({ kind: 'status', id, status })) return;
      this.#statusChanges.delete(id);
      reject(new ConnectionLostError('There is no owner of the connection.', false));
    });
  }

  #noteNetwork(isOnline: boolean): void {
    this.#isOnline = isOnline;
    this.#post({ kind: 'network', isOnline });
  }

  #listenToPage(): void {
    const { signal } = this.#listening;
    addEventListener('online', () => this.#noteNetwork(true), { signal });
    addEventListener('offline', () => this.#noteNetwork(false), { signal });
    addEventListener('pagehide', () => this.#leavePort(), { signal });
    // A page that the browser had put aside and shows again.
    addEventListener('pageshow', event => event.persisted && this.#search.start(), { signal });
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'visible') this.#post({ kind: 'inView' });
      },
      { signal },
    );
  }
}
