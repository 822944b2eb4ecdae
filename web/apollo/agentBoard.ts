import type { ApolloClient, ObservableQuery } from '@apollo/client';
import { isRecord, readNodes, readString } from '../lib/decode.ts';
import { Observable, type Unsubscribe } from '../lib/observable.ts';
import { AgentsDocument } from './documents.ts';

export type AgentStatus = 'ONLINE' | 'AWAY' | 'INVISIBLE' | 'OFFLINE' | 'UNKNOWN';

/** An agent of the account. */
export type Colleague = { readonly id: string; readonly name: string; readonly status: AgentStatus };

export type AgentList = {
  /** In the order of the alphabet. */
  readonly agents: readonly Colleague[];
  readonly loaded: boolean;
  readonly error: unknown;
};

const POLL_INTERVAL = 10_000;

/** The agents of the account with their status: read while somebody watches, every 10 s while the page is visible. */
export class AgentBoard {
  readonly list = new Observable<AgentList>({ agents: [], loaded: false, error: null });
  readonly #client: ApolloClient;
  readonly #isLive: () => boolean;
  #watchers = 0;
  #query: ObservableQuery<unknown, Record<string, never>> | null = null;
  #watching: { unsubscribe(): void } | null = null;

  /** `isLive`: whether there is a connection; without one a read would only ask for one again and again. */
  constructor(client: ApolloClient, isLive: () => boolean = () => true) {
    this.#client = client;
    this.#isLive = isLive;
  }

  /** Keeps the list fresh until the returned function is called; several may watch. */
  watch(): Unsubscribe {
    this.#watchers += 1;
    if (this.#watchers === 1) this.#start();
    let isWatching = true;
    return () => {
      if (!isWatching) return;
      isWatching = false;
      this.#watchers -= 1;
      if (this.#watchers === 0) this.dispose();
    };
  }

  /** Reads the agents now and gives them; throws the operation's error. */
  async refresh(): Promise<readonly Colleague[]> {
    const { data } = await this.#client.query<unknown>({
      query: AgentsDocument,
      fetchPolicy: 'network-only',
    });
    this.#take(data, null);
    return this.list.getSnapshot().agents;
  }

  dispose(): void {
    this.#watching?.unsubscribe();
    this.#watching = null;
    this.#query = null;
  }

  #start(): void {
    this.#query = this.#client.watchQuery<unknown, Record<string, never>>({
      query: AgentsDocument,
      fetchPolicy: 'cache-and-network',
      pollInterval: POLL_INTERVAL,
      skipPollAttempt: () => document.visibilityState === 'hidden' || !this.#isLive(),
    });
    this.#watching = this.#query.subscribe(({ data, error }) => this.#take(data, error ?? null));
  }

  #take(data: unknown, error: unknown): void {
    const held = this.list.getSnapshot();
    if (isRecord(data))
      this.list.set({ agents: keepSame(held.agents, readAgents(data)), loaded: true, error });
    else if (error !== held.error) this.list.set({ ...held, error });
  }
}

/** Reads an answer to Agents. */
export function readAgents(data: Readonly<Record<string, unknown>>): readonly Colleague[] {
  const agents = readNodes(data, 'agents').flatMap(node => {
    const id = readString(node, 'id');
    if (id === null) return [];
    const name = readString(node, 'name')?.trim() || readString(node, 'display_name')?.trim() || 'Agent';
    return [{ id, name, status: readStatus(node['status']) }];
  });
  return agents.sort((a, b) => a.name.localeCompare(b.name));
}

function readStatus(value: unknown): AgentStatus {
  switch (value) {
    case 'ONLINE':
    case 'AWAY':
    case 'INVISIBLE':
    case 'OFFLINE':
      return value;
    default:
      return 'UNKNOWN';
  }
}

function keepSame(before: readonly Colleague[], after: readonly Colleague[]): readonly Colleague[] {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
