import { isRecord, readNumber } from '../lib/decode.ts';
import { Observable, type Unsubscribe } from '../lib/observable.ts';
import { type AgentStatus, agentStatuses } from './agentStatus.ts';

/** `idle`: nobody was there · `service`: the service did not take what was chosen. */
export const statusReasons = ['chosen', 'undone', 'idle', 'service'] as const;
export type StatusReason = (typeof statusReasons)[number];

export type StatusChange = {
  /** ms since the epoch. */
  readonly at: number;
  readonly status: AgentStatus;
  readonly reason: StatusReason;
};

const KEY = 'switchboard.status-log';
const MOST = 50;

/** Why the agent's status changed, latest first, as this browser saw it; shared by its tabs. */
export class StatusLog {
  readonly entries = new Observable<readonly StatusChange[]>(load());

  /** Notes a change; the status that is noted already is no change. */
  note(status: AgentStatus, reason: StatusReason, at = Date.now()): void {
    const before = load();
    if (before[0]?.status === status) return;
    const next = [{ at, status, reason }, ...before].slice(0, MOST);
    save(next);
    this.entries.set(next);
  }

  /** Follows the other tabs until the returned function is called. */
  follow(): Unsubscribe {
    const onStorage = (event: StorageEvent) => {
      if (event.key === KEY) this.entries.set(load());
    };
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }

  /** Forgets it, as at sign-out. */
  wipe(): void {
    save([]);
    this.entries.set([]);
  }
}

/** The log of this browser. */
export const statusLog = new StatusLog();

function load(): readonly StatusChange[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap((entry: unknown) => readChange(entry) ?? []) : [];
  } catch {
    return [];
  }
}

function readChange(entry: unknown): StatusChange | null {
  if (!isRecord(entry)) return null;
  const at = readNumber(entry, 'at');
  const status = agentStatuses.find(known => known === entry['status']);
  const reason = statusReasons.find(known => known === entry['reason']);
  return at === null || status === undefined || reason === undefined ? null : { at, status, reason };
}

/** A browser that stores nothing keeps the log as long as the page. */
function save(entries: readonly StatusChange[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    return;
  }
}
