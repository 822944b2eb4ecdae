import { ConnectionLostError } from 'graphql-ws-adapter-custom';
import type { Ask } from '../apollo/askOver.ts';
import type { Member } from '../apollo/chat.ts';
import { UpdateAgentStatusDocument } from '../apollo/documents.ts';
import { resultErrorsOf } from '../apollo/resultErrors.ts';
import { Observable } from '../lib/observable.ts';
import type { AgentStatus } from './agentStatus.ts';

export type PresenceState = {
  readonly status: AgentStatus;
  /** Who the agent is, as Zendesk names them; null until the first answer. */
  readonly me: Member | null;
  /** True while a change has not been answered. */
  readonly pending: boolean;
};

type Choice = {
  readonly status: AgentStatus;
  /** Choices are counted, so that an older one undoes no newer one. */
  readonly number: number;
};

/**
 * The agent's own status. The API has no query for "me" and forgets a status when a session ends, so the status is
 * sent again after every new connection, and its answer tells who the agent is.
 */
export class Presence {
  readonly state: Observable<PresenceState>;
  readonly #ask: Ask;
  /** What Zendesk took last. ONLINE is the one status that every service is known to take. */
  #confirmed: Choice = { status: 'ONLINE', number: -1 };
  /** What Zendesk has not answered; it stands while nobody refuses it. */
  #wanted: Choice | null;
  #latest = 0;

  /** `status`: the one to begin with. */
  constructor(ask: Ask, status: AgentStatus = 'ONLINE') {
    this.#ask = ask;
    this.#wanted = { status, number: 0 };
    this.state = new Observable<PresenceState>({ status, me: null, pending: true });
  }

  /**
   * Changes the status at once on the screen. When the connection is lost before the answer, the choice stands and goes
   * out with the next one. On every other error the status is again what Zendesk took last, and the error is thrown.
   */
  async change(status: AgentStatus): Promise<void> {
    const choice = this.#choose(status);
    try {
      await this.#send(choice);
    } catch (error) {
      if (ConnectionLostError.is(error)) return;
      this.#giveUp(choice);
      throw error;
    }
  }

  /**
   * Sends the status that is shown, as after every new connection. One that the service refuses becomes what it took
   * last, or ONLINE, and an error says so.
   */
  async resend(): Promise<void> {
    const choice = this.#wanted ?? this.#confirmed;
    const latest = this.#latest;
    try {
      await this.#send(choice);
    } catch (error) {
      if (resultErrorsOf(error) === null) throw error;
      if (latest !== this.#latest) await this.resend();
      else if (choice.status === 'ONLINE') throw error;
      else await this.#fallBack(choice.status);
    }
  }

  /** Only an answer tells who the agent is, and a new session knows of no status before. */
  async #fallBack(refused: AgentStatus): Promise<void> {
    const { status } = this.#confirmed;
    const choice = this.#choose(status === refused ? 'ONLINE' : status);
    await this.#send(choice);
    const [not, now] = [refused.toLowerCase(), choice.status.toLowerCase()];
    throw new Error(`Zendesk does not take the status ${not}, so you are ${now}.`);
  }

  #choose(status: AgentStatus): Choice {
    this.#latest += 1;
    this.#wanted = { status, number: this.#latest };
    this.#show();
    return this.#wanted;
  }

  #giveUp(choice: Choice): void {
    if (this.#wanted?.number !== choice.number) return;
    this.#wanted = null;
    this.#show();
  }

  async #send(choice: Choice): Promise<void> {
    const data = await this.#ask(UpdateAgentStatusDocument, { status: choice.status });
    const node = data?.updateAgentStatus?.node;
    const isOutdated = choice.number < this.#confirmed.number;
    if (!isOutdated) this.#confirmed = choice;
    if (this.#wanted?.number === choice.number) this.#wanted = null;
    this.#show(node ? { id: node.id, name: node.display_name ?? '' } : undefined);
    // Zendesk took an older one after a newer one, as when it had limited the rate.
    if (isOutdated) await this.#send(this.#confirmed);
  }

  #show(me = this.state.getSnapshot().me): void {
    const { status } = this.#wanted ?? this.#confirmed;
    this.state.set({ status, me, pending: this.#wanted !== null });
  }
}
