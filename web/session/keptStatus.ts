import { type AgentStatus, agentStatuses } from './agentStatus.ts';

/** A status that was chosen and that Zendesk has not answered. */
export type UnansweredChoice = {
  readonly status: AgentStatus;
  /** Tells this choice from every other one of this browser. */
  readonly token: string;
};

const KEY = 'switchboard.status';

/** The status that this browser kept, answered or not; ONLINE unless said otherwise when there is none. */
export function readKeptStatus(otherwise: AgentStatus = 'ONLINE'): AgentStatus {
  return readKept()?.status ?? otherwise;
}

/** The choice that this browser kept last, unless it is settled. */
export function readUnanswered(): UnansweredChoice | null {
  const kept = readKept();
  return kept === null || kept.token === undefined ? null : { status: kept.status, token: kept.token };
}

/** Keeps a status that is settled for the next start; a full or blocked storage keeps nothing. */
export function keepStatus(status: AgentStatus): void {
  // What is written again could cover what another tab has just chosen.
  if (read() !== status) write(status);
}

/** Keeps a choice before anybody has answered it; false when the storage is full or blocked. */
export function keepUnanswered({ status, token }: UnansweredChoice): boolean {
  return write(`${status} ${token}`);
}

/** Forgets it, so that the next agent of this browser begins afresh. */
export function forgetStatus(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    return;
  }
}

/** The token stands behind the status, so that both are written at once. */
function readKept(): { readonly status: AgentStatus; readonly token: string | undefined } | null {
  const [name, token] = read()?.split(' ') ?? [];
  const status = agentStatuses.find(known => known === name);
  return status === undefined ? null : { status, token };
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function write(text: string): boolean {
  try {
    localStorage.setItem(KEY, text);
    return true;
  } catch {
    // What was kept before is no longer true.
    forgetStatus();
    return false;
  }
}
