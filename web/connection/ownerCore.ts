import { askOver } from '../apollo/askOver.ts';
import { StopAgentSessionDocument } from '../apollo/documents.ts';
import { problemOf } from '../apollo/problem.ts';
import { watchSleep } from '../lib/watchSleep.ts';
import { Delivery } from '../outbox/delivery.ts';
import { Ledger } from '../outbox/ledger.ts';
import { Outbox } from '../outbox/outbox.ts';
import type { OutboxItem, SendOutcome } from '../outbox/outboxItem.ts';
import type { OutboxStore } from '../outbox/outboxStore.ts';
import type { AgentStatus } from '../session/agentStatus.ts';
import { Presence } from '../session/presence.ts';
import { Connection, type ConnectionOptions } from './connection.ts';

export type OwnerCoreOptions = ConnectionOptions & {
  readonly store: OutboxStore;
  /** The status to begin with. */
  readonly status: AgentStatus;
  /** The own status could not be sent, so visitors may not see it. */
  readonly onStatusNotSent: (error: unknown) => void;
};

/** Until the next try (ms), when nobody could tell who the agent is. */
const RETRY = 2_000;
/** How long (ms) a hand-over waits for the answers to what is being sent. */
const SETTLE_PATIENCE = 3_000;
/** How long (ms) the end of the agent session at Zendesk is waited for. */
const STOP_PATIENCE = 3_000;

/**
 * All that one signed-in agent has once in a browser, however many tabs are open: the socket, the own status, and what
 * is being sent. It knows of no tab.
 */
export class OwnerCore {
  readonly connection: Connection;
  readonly presence: Presence;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly #options: OwnerCoreOptions;
  readonly #endings: (() => void)[];
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Counts the connections: what an older one has begun is not gone on with. */
  #round = 0;

  constructor(options: OwnerCoreOptions) {
    this.#options = options;
    this.connection = new Connection(options);
    const { client } = this.connection;
    const ask = askOver(client);
    const me = () => this.presence.state.getSnapshot().me?.id ?? null;
    this.presence = new Presence(ask, options.status);
    this.ledger = new Ledger({ ask, onEcho: msgId => this.outbox.settle(msgId) });
    const delivery = new Delivery({ ask, ledger: this.ledger, me });
    this.outbox = new Outbox({
      store: options.store,
      agentId: me,
      now: Date.now,
      createId: () => crypto.randomUUID(),
      send: item => this.#send(delivery, item),
      lookUp: item => delivery.lookUp(item),
      visitorWroteSince: (visitorId, at) => this.ledger.visitorWroteSince(visitorId, at),
    });
    this.#endings = [
      client.on('message', frame => this.ledger.see(frame)),
      client.on('connected', () => void this.#connected()),
      client.on('closed', () => this.#closed()),
      watchSleep(() => this.connection.revive()),
    ];
  }

  /** Ends the agent session at Zendesk, as far as it can be reached, and forgets what is kept. */
  async signOut(): Promise<void> {
    const { client } = this.connection;
    const stopping = askOver(client)(StopAgentSessionDocument, {}).catch(() => undefined);
    await Promise.race([stopping, new Promise(resolve => setTimeout(resolve, STOP_PATIENCE))]);
    // A browser that stores nothing has nothing to forget.
    await this.outbox.wipe().catch(() => undefined);
    this.dispose();
  }

  /** Sends nothing more, and resolves when what was being sent is answered and stored, or has taken too long. */
  async settle(): Promise<void> {
    this.#closed();
    await Promise.race([this.outbox.settled(), new Promise(resolve => setTimeout(resolve, SETTLE_PATIENCE))]);
  }

  /** Lets go of the socket; the agent session goes on. What is stored stays for the next owner. */
  dispose(): void {
    this.#round += 1;
    clearTimeout(this.#retry);
    for (const end of this.#endings) end();
    this.outbox.dispose();
    this.connection.dispose();
  }

  /** The status goes first, for its answer tells who the agent is: what another has left is not theirs to send. */
  async #connected(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const [status, chats] = await Promise.allSettled([this.presence.resend(), this.ledger.refresh()]);
    if (round !== this.#round) return;
    if (status.status === 'rejected') this.#report(status.reason);
    if (this.presence.state.getSnapshot().me === null || chats.status === 'rejected') {
      this.#retry = setTimeout(() => void this.#connected(), RETRY);
      return;
    }
    await this.outbox.load();
    if (round === this.#round) this.outbox.connected();
  }

  /** What is refused for the sign-in alone has not gone out, and waits for the next sign-in. */
  async #send(delivery: Delivery, item: OutboxItem): Promise<SendOutcome> {
    const outcome = await delivery.send(item);
    if (outcome.kind !== 'rejected' || outcome.reason.code !== 'UNAUTHORIZED') return outcome;
    this.connection.noteSignedOut();
    this.#closed();
    return { kind: 'notSent' };
  }

  #closed(): void {
    this.#round += 1;
    clearTimeout(this.#retry);
    this.outbox.disconnected();
  }

  #report(error: unknown): void {
    if (problemOf(error).code === 'UNAUTHORIZED') this.connection.noteSignedOut();
    else if (this.connection.view.getSnapshot().kind === 'live') this.#options.onStatusNotSent(error);
  }
}
