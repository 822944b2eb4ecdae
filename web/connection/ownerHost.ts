import type { OutboxStore } from '../outbox/outboxStore.ts';
import type { AgentStatus } from '../session/agentStatus.ts';
import type { ConnectionOptions } from './connection.ts';
import { Network } from './network.ts';
import { OwnerCore } from './ownerCore.ts';
import type { Port } from './port.ts';
import { type OwnerMessage, readTabMessage, type TabMessage, wrap } from './protocol.ts';
import { TabSession } from './tabSession.ts';
import { toWire } from './wireError.ts';

export type OwnerHostOptions = Pick<ConnectionOptions, 'restartPause'> & {
  readonly store: OutboxStore;
  /** Names this owner for the tabs. */
  readonly ownerId: string;
  /** The Web Lock that this owner holds while it lives; null where there are none. */
  readonly lock: string | null;
  /** Resolves when the tab that holds this Web Lock is gone; never where that can't be told. */
  readonly untilReleased: (lock: string, signal: AbortSignal) => Promise<void>;
};

type Hello = Extract<TabMessage, { readonly kind: 'hello' }>;

type Tab = {
  readonly port: Port;
  readonly name: string;
  readonly leaving: AbortController;
  /** Null while nobody has made a core, as after a hand-over. */
  session: TabSession | null;
};

/**
 * The owner of a browser's connection, wherever it runs: in a SharedWorker, or in one of the pages. Tabs come over
 * ports, and share the one core; it begins with the first tab and ends with the last.
 */
export class OwnerHost {
  readonly #options: OwnerHostOptions;
  readonly #tabs = new Set<Tab>();
  #network = new Network();
  #core: OwnerCore | null = null;
  #generation = 0;

  constructor(options: OwnerHostOptions) {
    this.#options = options;
  }

  /** The core that the tabs share; null while there is no tab. */
  get core(): OwnerCore | null {
    return this.#core;
  }

  /** Serves the tab at the other end, from its hello to its going. */
  attach(port: Port): void {
    let tab: Tab | null = null;
    port.take(data => {
      const message = readTabMessage(data);
      if (message === 'outdated') {
        port.post(wrap<OwnerMessage>({ kind: 'view', view: { kind: 'outdated' } }));
      } else if (message?.kind === 'hello') {
        // A tab that came back by the same way, as one that crashed does where all share a channel.
        if (tab !== null) this.#forget(tab);
        tab = this.#join(port, message);
      } else if (message !== null && tab !== null) this.#take(tab, message);
    });
  }

  /** Lets another owner begin: what is on its way is waited for, and nothing new is sent. Tabs are told to look for it. */
  async handOver(): Promise<void> {
    await this.#core?.settle();
    this.#endCore();
    for (const tab of this.#tabs) {
      tab.leaving.abort();
      tab.port.post(wrap<OwnerMessage>({ kind: 'moved' }));
    }
    this.#tabs.clear();
  }

  #join(port: Port, hello: Hello): Tab {
    const tab: Tab = { port, name: hello.tabId, leaving: new AbortController(), session: null };
    this.#tabs.add(tab);
    this.#network.join(tab.name);
    if (hello.lock !== null) {
      this.#options.untilReleased(hello.lock, tab.leaving.signal).then(
        () => this.#drop(tab),
        () => undefined,
      );
    }
    const stopped = this.#core?.connection.view.getSnapshot().kind;
    if (stopped === 'signedOut' || stopped === 'refused') this.#endCore();
    if (this.#core === null) this.#beginCore(hello.status);
    else this.#open(tab, this.#core);
    return tab;
  }

  #take(tab: Tab, message: Exclude<TabMessage, Hello>): void {
    switch (message.kind) {
      case 'bye':
        this.#drop(tab);
        break;
      case 'network':
        this.#network.note(tab.name, message.isOnline);
        break;
      case 'signOut':
        void this.#signOut();
        break;
      default:
        tab.session?.take(message);
    }
  }

  /** Those who came before get the new core too, as if they had just come. */
  #beginCore(status: AgentStatus): void {
    this.#generation += 1;
    const { store, restartPause } = this.#options;
    const core = new OwnerCore({
      store,
      status,
      network: this.#network,
      ...(restartPause === undefined ? {} : { restartPause }),
      onStatusNotSent: error => this.#tellAll({ kind: 'statusNotSent', error: toWire(error) }),
    });
    this.#core = core;
    for (const tab of this.#tabs) this.#open(tab, core);
  }

  #open(tab: Tab, core: OwnerCore): void {
    const { ownerId, lock } = this.#options;
    const owner = { ownerId: `${ownerId}.${this.#generation}`, lock };
    tab.session = new TabSession({ port: tab.port, core, owner });
  }

  #endCore(): void {
    for (const tab of this.#tabs) {
      tab.session?.end();
      tab.session = null;
    }
    this.#core?.dispose();
    this.#core = null;
  }

  #drop(tab: Tab): void {
    if (!this.#tabs.has(tab)) return;
    this.#forget(tab);
    tab.port.close();
    if (this.#tabs.size === 0) this.#endCore();
  }

  #forget(tab: Tab): void {
    this.#tabs.delete(tab);
    tab.leaving.abort();
    tab.session?.end();
    this.#network.leave(tab.name);
  }

  /** Every tab hears of it: nothing of this agent is to stay in any of them. */
  async #signOut(): Promise<void> {
    await this.#core?.signOut();
    this.#tellAll({ kind: 'goodbye' });
    this.#endCore();
  }

  #tellAll(message: OwnerMessage): void {
    for (const { port } of this.#tabs) port.post(wrap(message));
  }
}
