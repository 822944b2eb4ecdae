import type { ApolloClient } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { Member } from '../apollo/chat.ts';
import { UpdateAgentStatusDocument } from '../apollo/documents.ts';
import { Observable, type Unsubscribe } from '../lib/observable.ts';
import { type AgentStatus, agentStatuses } from './agentStatus.ts';
import { statusLog } from './statusLog.ts';

export type PresenceState = {
  readonly status: AgentStatus;
  /** Who the agent is, as Zendesk names them; null until the first answer. */
  readonly me: Member | null;
  /** True while a change has not been answered. */
  readonly pending: boolean;
};

const KEY = 'switchboard.status';

/**
 * The agent's own status. The API has no query for "me" and forgets a status when a session ends, so the status is
 * sent again after every new connection, and its answer tells who the agent is.
 */
export class Presence {
  readonly state: Observable<PresenceState>;
  readonly #client: ApolloClient;

  constructor(client: ApolloClient) {
    this.#client = client;
    this.state = new Observable<PresenceState>({ status: load(), me: null, pending: true });
  }

  /** Changes the status at once on the screen; on an error it goes back, and the error is thrown. */
  async change(status: AgentStatus): Promise<void> {
    const before = this.state.getSnapshot();
    this.state.set({ ...before, status, pending: true });
    try {
      await this.#send(status);
      save(status);
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
      if (status === 'ONLINE' || !CombinedGraphQLErrors.is(error)) throw error;
      await this.#fallBack(status);
    }
  }

  /** Follows the other tabs of this browser until the returned function is called. */
  follow(): Unsubscribe {
    const onStorage = ({ key, newValue }: StorageEvent) => {
      const status = key === KEY ? agentStatuses.find(known => known === newValue) : undefined;
      if (status !== undefined) this.state.set({ ...this.state.getSnapshot(), status });
    };
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }

  /** Forgets the kept status, so that the next agent of this browser begins afresh. */
  wipe(): void {
    try {
      localStorage.removeItem(KEY);
    } catch {
      return;
    }
  }

  /** ONLINE is the one status that every service is known to take, and only an answer tells who the agent is. */
  async #fallBack(refused: AgentStatus): Promise<void> {
    this.state.set({ ...this.state.getSnapshot(), status: 'ONLINE' });
    await this.#send('ONLINE');
    statusLog.note('ONLINE', 'service');
    throw new Error(`Zendesk does not take the status ${refused.toLowerCase()}, so you are online.`);
  }

  async #send(status: AgentStatus): Promise<void> {
    const { data } = await this.#client.mutate({
      mutation: UpdateAgentStatusDocument,
      variables: { status },
      fetchPolicy: 'no-cache',
    });
    const node = data?.updateAgentStatus?.node;
    const held = this.state.getSnapshot();
    const me = node === null || node === undefined ? held.me : { id: node.id, name: node.display_name ?? '' };
    this.state.set({ ...held, me, pending: false });
  }
}

function load(): AgentStatus {
  const held = readKept();
  return agentStatuses.find(status => status === held) ?? 'ONLINE';
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function save(status: AgentStatus): void {
  try {
    localStorage.setItem(KEY, status);
  } catch {
    return;
  }
}
