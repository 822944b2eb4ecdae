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

/**
 * The agent's own status. The API has no query for "me" and forgets a status when a session ends, so the status is
 * sent again after every new connection, and its answer tells who the agent is.
 */
export class Presence {
  readonly state: Observable<PresenceState>;
  readonly #ask: Ask;

  /** `status`: the one to begin with. */
  constructor(ask: Ask, status: AgentStatus = 'ONLINE') {
    this.#ask = ask;
    this.state = new Observable<PresenceState>({ status, me: null, pending: true });
  }

  /** Changes the status at once on the screen; on an error it goes back, and the error is thrown. */
  async change(status: AgentStatus): Promise<void> {
    const before = this.state.getSnapshot();
    this.state.set({ ...before, status, pending: true });
    try {
      await this.#send(status);
    } catch (error) {
      this.state.set({ ...this.state.getSnapshot(), status: before.status, pending: false });
      throw error;
    }
  }

  /**
   * Sends the status that is shown, as after every new connection. A kept status that the service refuses becomes
   * ONLINE, and an error says so.
   */
  async resend(): Promise<void> {
    const { status } = this.state.getSnapshot();
    try {
      await this.#send(status);
    } catch (error) {
      if (status === 'ONLINE' || resultErrorsOf(error) === null) throw error;
      await this.#fallBack(status);
    }
  }

  /** ONLINE is the one status that every service is known to take, and only an answer tells who the agent is. */
  async #fallBack(refused: AgentStatus): Promise<void> {
    this.state.set({ ...this.state.getSnapshot(), status: 'ONLINE' });
    await this.#send('ONLINE');
    throw new Error(`Zendesk does not take the status ${refused.toLowerCase()}, so you are online.`);
  }

  async #send(status: AgentStatus): Promise<void> {
    const data = await this.#ask(UpdateAgentStatusDocument, { status });
    const node = data?.updateAgentStatus?.node;
    const held = this.state.getSnapshot();
    const me = node === null || node === undefined ? held.me : { id: node.id, name: node.display_name ?? '' };
    this.state.set({ ...held, me, pending: false });
  }
}
