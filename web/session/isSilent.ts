import type { ConnectionView } from '../connection/connection.ts';

/** Whether what is sent now has to wait: for a network, for a try that succeeds, or for the agent. */
export function isSilent({ kind }: ConnectionView): boolean {
  return kind !== 'live' && kind !== 'connecting';
}
