import { isRecord, readNumber, readRecord, readString } from '../lib/decode.ts';

export type Identity =
  | { readonly signedIn: false }
  | {
      readonly signedIn: true;
      readonly subdomain: string;
      readonly mode: 'zendesk' | 'sandbox';
      /** When the token ends, UNIX ms; null when Zendesk did not say. */
      readonly expiresAt: number | null;
    };

/** Nobody is signed in any more: only signing in again helps. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';
  static is(error: unknown): error is SignedOutError {
    return error instanceof SignedOutError;
  }
}

/** Zendesk refused to start an agent session, and said why. */
export class SessionRefusedError extends Error {
  override readonly name = 'SessionRefusedError';
  readonly code: string;
  readonly uuid: string | null;

  constructor(code: string, message: string, uuid: string | null) {
    super(message);
    this.code = code;
    this.uuid = uuid;
  }

  static is(error: unknown): error is SessionRefusedError {
    return error instanceof SessionRefusedError;
  }
}

/** Asks the proxy who is signed in. Throws when the proxy can't be reached or answers something else. */
export async function fetchIdentity(): Promise<Identity> {
  const response = await fetch('/auth/me', { headers: { accept: 'application/json' } });
  const body: unknown = await response.json();
  if (!isRecord(body) || typeof body['signedIn'] !== 'boolean') {
    throw new Error(
      `Expected {signedIn} from /auth/me, got status ${response.status}. Is the proxy running?`,
    );
  }
  if (!body['signedIn']) return { signedIn: false };
  return {
    signedIn: true,
    subdomain: readString(body, 'subdomain') ?? '',
    mode: body['mode'] === 'sandbox' ? 'sandbox' : 'zendesk',
    expiresAt: readNumber(body, 'expiresAt'),
  };
}

const STARTED_KEY = 'switchboard.sessionStarted';

/** The socket's address of the session that this browser started last; null when there is none. */
export async function fetchLastSession(): Promise<string | null> {
  if (!hasStartedSession()) return null;
  const response = await fetch('/agent-session', { headers: { accept: 'application/json' } });
  if (!response.ok) return null;
  const body: unknown = await response.json();
  return isRecord(body) ? readString(body, 'websocket_url') : null;
}

/**
 * Starts a new agent session; Zendesk then ends an older one of the same agent.
 * Throws SignedOutError, SessionRefusedError, or what `fetch` throws when the proxy is away.
 */
export async function startSession(): Promise<string> {
  const response = await fetch('/agent-session', {
    method: 'POST',
    headers: { accept: 'application/json' },
  });
  if (response.status === 401) throw new SignedOutError('Signed out: sign in again to go on.');
  const body: unknown = await response.json().catch(() => null);
  const url = isRecord(body) ? readString(body, 'websocket_url') : null;
  if (response.ok && url !== null) {
    noteSession(true);
    return url;
  }
  throw refusal(response.status, body);
}

/** Ends the sign-in of this browser. */
export async function signOut(): Promise<void> {
  const response = await fetch('/auth/logout', { method: 'POST' });
  if (!response.ok)
    throw new Error(`Expected status 204 from /auth/logout, got ${response.status}. Try again.`);
  noteSession(false);
}

/** Only a hint that spares a request: the proxy alone knows. Where storage is blocked it is always asked. */
function hasStartedSession(): boolean {
  try {
    return localStorage.getItem(STARTED_KEY) !== null;
  } catch {
    return true;
  }
}

function noteSession(isStarted: boolean): void {
  try {
    if (isStarted) localStorage.setItem(STARTED_KEY, '1');
    else localStorage.removeItem(STARTED_KEY);
  } catch {
    return;
  }
}

function refusal(status: number, body: unknown): Error {
  const error = isRecord(body) ? readRecord(body, 'error') : null;
  const name = error === null ? null : readString(error, 'name');
  if (error === null || name === null) {
    return new Error(`Expected an agent session, got status ${status}. Switchboard tries again.`);
  }
  if (name === 'UNAUTHORIZED')
    return new SignedOutError('Zendesk no longer accepts this sign-in. Sign in again.');
  return new SessionRefusedError(name, readString(error, 'message') ?? name, readString(error, 'uuid'));
}
