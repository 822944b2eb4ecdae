import { useDesk, useObservable } from './DeskContext.ts';
import { useSignedIn } from './SignInContext.ts';

/** Where the sandbox serves its visitor page, beside its socket; null with a real Zendesk, and before the connection. */
export function useVisitorUrl(): string | null {
  const { identity } = useSignedIn();
  const server = useObservable(useDesk().connection.server);
  return identity.mode === 'sandbox' && server !== null ? `${server.replace(/^ws/u, 'http')}/visitor` : null;
}
