import type { ApolloClient, ObservableQuery } from '@apollo/client';
import { isRecord, readNodes, readString } from '../lib/decode.ts';
import { Observable } from '../lib/observable.ts';
import { DepartmentsDocument } from './documents.ts';

export type DepartmentStatus = 'ONLINE' | 'AWAY' | 'OFFLINE' | 'UNKNOWN';

export type Department = {
  readonly id: string;
  readonly name: string;
  readonly status: DepartmentStatus;
  /** When the status was seen to change, UNIX ms; null while no change was seen. */
  readonly since: number | null;
  /** When it was seen to change within the last hour, UNIX ms, the earliest first. */
  readonly changes: readonly number[];
};

export type Board = {
  readonly departments: readonly Department[];
  readonly loaded: boolean;
  readonly error: unknown;
};

/** Where the departments are kept as they were last seen, so that a reload does not forget since when. */
export interface DepartmentMemory {
  /** What was seen last; none when that is so long ago that a change may have been missed. */
  load(now: number): readonly Department[];
  save(departments: readonly Department[], now: number): void;
}

/** How long (ms) a change counts as recent. */
export const RECENT = 60 * 60_000;
const POLL_INTERVAL = 5_000;

/**
 * The departments with their live status. The API has no subscription for them, so Apollo reads them again every
 * 5 s while the page is visible, when it becomes visible, and when somebody asks (`refresh`).
 */
export class DepartmentBoard {
  readonly board = new Observable<Board>({ departments: [], loaded: false, error: null });
  readonly #query: ObservableQuery<unknown, Record<string, never>>;
  readonly #watching: { unsubscribe(): void };
  readonly #memory: DepartmentMemory | null;

  /** `isLive`: whether there is a connection; without one a read would only ask for one again and again. */
  constructor(
    client: ApolloClient,
    isLive: () => boolean = () => true,
    memory: DepartmentMemory | null = null,
  ) {
    this.#memory = memory;
    this.#query = client.watchQuery<unknown, Record<string, never>>({
      query: DepartmentsDocument,
      fetchPolicy: 'cache-and-network',
      pollInterval: POLL_INTERVAL,
      skipPollAttempt: () => document.visibilityState === 'hidden' || !isLive(),
    });
    this.#watching = this.#query.subscribe(({ data, error }) => this.#take(data, error ?? null));
    document.addEventListener('visibilitychange', this.#readInView);
  }

  /** Reads the departments now and gives them; throws the operation's error. */
  async refresh(): Promise<readonly Department[]> {
    const { data } = await this.#query.refetch();
    this.#take(data, null);
    return this.board.getSnapshot().departments;
  }

  dispose(): void {
    document.removeEventListener('visibilitychange', this.#readInView);
    this.#watching.unsubscribe();
  }

  /** An error is shown like that of a poll. */
  readonly #readInView = (): void => {
    if (document.visibilityState === 'visible') this.refresh().catch(() => undefined);
  };

  #take(data: unknown, error: unknown): void {
    const held = this.board.getSnapshot();
    if (!isRecord(data)) {
      if (error !== held.error) this.board.set({ ...held, error });
      return;
    }
    const now = Date.now();
    const before = held.loaded ? held.departments : (this.#memory?.load(now) ?? []);
    const departments = readDepartments(data, before, now);
    this.#memory?.save(departments, now);
    this.board.set({ departments: keepSame(held.departments, departments), loaded: true, error });
  }
}

/** Reads an answer to Departments; a status that differs from the one held before changed at `now`. */
export function readDepartments(
  data: Readonly<Record<string, unknown>>,
  before: readonly Department[],
  now: number,
): readonly Department[] {
  const held = new Map(before.map(department => [department.id, department]));
  return readNodes(data, 'departments').flatMap(node => {
    const id = readString(node, 'id');
    if (id === null) return [];
    const status = readDepartmentStatus(node['status']);
    const known = held.get(id);
    const isChange = known !== undefined && known.status !== status;
    const since = isChange ? now : (known?.since ?? null);
    const recent = (known?.changes ?? []).filter(at => at > now - RECENT);
    const changes = isChange ? [...recent, now] : recent;
    return [{ id, name: readString(node, 'name') ?? 'Department', status, since, changes }];
  });
}

/** What the API says of a department; `UNKNOWN` for a word that is not understood. */
export function readDepartmentStatus(value: unknown): DepartmentStatus {
  return value === 'ONLINE' || value === 'AWAY' || value === 'OFFLINE' ? value : 'UNKNOWN';
}

function keepSame(before: readonly Department[], after: readonly Department[]): readonly Department[] {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
