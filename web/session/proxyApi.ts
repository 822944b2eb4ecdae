import { isRecord, readNumber, readRecord, readString } from '../lib/decode.ts';
import { inTurn } from './inTurn.ts';

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
  return readIdentity('/auth/me', await ask('/auth/me'));
}

/**
 * Has the proxy refresh the token, if that is due and can be. Nobody is signed in when Zendesk refuses.
 * Throws when Zendesk or the proxy can't be reached: the sign-in may then still be refreshed later.
 */
export async function refreshSignIn(): Promise<Identity> {
  const response = await ask('/auth/refresh', 'POST');
  return response.status === 401 ? { signedIn: false } : readIdentity('/auth/refresh', response);
}

async function readIdentity(path: string, response: Response): Promise<Identity> {
  const body: unknown = await response.json();
  if (!isRecord(body) || typeof body['signedIn'] !== 'boolean') {
    throw new Error(`Expected {signedIn} from ${path}, got status ${response.status}. Is the proxy running?`);
  }
  if (!body['signedIn']) return { signedIn: false };
  return {
    signedIn: true,
    subdomain: readString(body, 'subdomain') ?? '',
    mode: body['mode'] === 'sandbox' ? 'sandbox' : 'zendesk',
    expiresAt: readNumber(body, 'expiresAt'),
  };
}

/** How long (ms) the proxy may take: it gives up on Zendesk itself before that. */
const TIMEOUT = 20_000;

/** Names of a failure that passes: trying again helps, an agent does not. */
const TEMPORARY: ReadonlySet<string> = new Set([
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNREACHABLE',
  'UPSTREAM_BAD_ANSWER',
]);

const STARTED_KEY = 'switchboard.sessionStarted';

/** The socket's address of the session that this browser started last; null when there is none. */
export async function fetchLastSession(): Promise<string | null> {
  if (!hasStartedSession()) return null;
  const response = await ask('/agent-session');
  if (!response.ok) {
    if (response.status === 404) noteSession(false);
    return null;
  }
  const body: unknown = await response.json();
  return isRecord(body) ? readString(body, 'websocket_url') : null;
}

/**
 * Starts a new agent session; Zendesk then ends an older one of the same agent.
 * Throws SignedOutError, SessionRefusedError, or what `fetch` throws when the proxy is away.
 */
export async function startSession(): Promise<string> {
  const response = await ask('/agent-session', 'POST');
  if (response.status === 401) {
    noteSession(false);
    throw new SignedOutError('Signed out: sign in again to go on.');
  }
  const body: unknown = await response.json().catch(() => null);
  const url = isRecord(body) ? readString(body, 'websocket_url') : null;
  if (response.ok && url !== null) {
    noteSession(true);
    return url;
  }
  throw refusal(response.status, body);
}

/** How long (ms) signing out waits for a tab that is starting a session or refreshing: its answer sets cookies anew. */
const SIGN_OUT_PATIENCE = 3_000;

/** Ends the sign-in of this browser. */
export async function signOut(): Promise<void> {
  const response = await inTurn(() => ask('/auth/logout', 'POST'), SIGN_OUT_PATIENCE);
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

/** That this browser has started a session. A worker can't note it, so each tab does when it hears of one. */
export function noteSession(isStarted: boolean): void {
  try {
    if (isStarted) localStorage.setItem(STARTED_KEY, '1');
    else localStorage.removeItem(STARTED_KEY);
  } catch {
    return;
  }
}

function ask(path: string, method: 'GET' | 'POST' = 'GET'): Promise<Response> {
  const headers = { accept: 'application/json' };
  return fetch(path, { method, headers, signal: AbortSignal.timeout(TIMEOUT) });
}

function refusal(status: number, body: unknown): Error {
  const error = isRecord(body) ? readRecord(body, 'error') : null;
  const name = error === null ? null : readString(error, 'name');
  if (error === null || name === null || TEMPORARY.has(name)) {
    return new Error(`Expected an agent session, got status ${status}. Switchboard tries again.`);
  }
  if (name === 'UNAUTHORIZED')
    return new SignedOutError('Zendesk no longer accepts this sign-in. Sign in again.');
  return new SessionRefusedError(name, readString(error, 'message') ?? name, readString(error, 'uuid'));
}
