import { type AgentStatus, agentStatuses } from './agentStatus.ts';

const KEY = 'switchboard.status';

/** The status that this browser kept; ONLINE when there is none. */
export function readKeptStatus(): AgentStatus {
  const held = readKept();
  return agentStatuses.find(status => status === held) ?? 'ONLINE';
}

/** Keeps the status for the next start; a full or blocked storage keeps nothing. */
export function keepStatus(status: AgentStatus): void {
  try {
    localStorage.setItem(KEY, status);
  } catch {
    return;
  }
}

/** Forgets it, so that the next agent of this browser begins afresh. */
export function forgetStatus(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    return;
  }
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
