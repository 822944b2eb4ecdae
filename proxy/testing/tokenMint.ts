import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { json, type Script } from './fakeZendesk.ts';

/** A token endpoint that takes each refresh token once, as Zendesk seems to, and remembers what it gave out. */
export type TokenMint = {
  /** For `onToken`. */
  answer: Script;
  /** For `onApi`: starts a session for the token that was given out last, and refuses every other. */
  startSession: Script;
  /** Refresh tokens that were handed in, with how often. */
  readonly handedIn: ReadonlyMap<string, number>;
  /** Every token that was ever given out, for searching. */
  readonly givenOut: readonly string[];
  /** Ends the access token that was given out last, as an administrator may. */
  endToken(): void;
  /** Answers to a refresh wait until the returned function is called. */
  holdRefreshes(): () => void;
};

/** `expiresIn` in seconds, of every access token. */
export function createTokenMint(session: object, expiresIn: number): TokenMint {
  const handedIn = new Map<string, number>();
  const givenOut: string[] = [];
  let valid = '';
  let refreshToken = '';
  let held: Promise<unknown> = Promise.resolve();

  const mint = () => {
    valid = randomBytes(32).toString('hex');
    refreshToken = randomBytes(32).toString('hex');
    givenOut.push(valid, refreshToken);
    return json(200, {
      access_token: valid,
      refresh_token: refreshToken,
      token_type: 'Bearer',
      scope: 'read write chat',
      expires_in: expiresIn,
    });
  };
  const refresh = (form: URLSearchParams) => {
    const handed = form.get('refresh_token') ?? '';
    handedIn.set(handed, (handedIn.get(handed) ?? 0) + 1);
    return handed === refreshToken ? mint() : json(400, { error: 'invalid_grant' });
  };

  return {
    answer(response, request) {
      const form = new URLSearchParams(request.body);
      const isRefresh = form.get('grant_type') === 'refresh_token';
      // Spent when it arrives, answered when it may be.
      const script = isRefresh ? refresh(form) : mint();
      void (isRefresh ? (held ?? Promise.resolve()) : Promise.resolve()).then(() =>
        script(response, request),
      );
    },
    startSession(response, request) {
      const isValid = request.body.includes(valid);
      const refused = { errors: [{ name: 'UNAUTHORIZED', message: 'no', UUID: 'u' }] };
      const script = isValid ? json(200, { data: { startAgentSession: session } }) : json(401, refused);
      script(response, request);
    },
    handedIn,
    givenOut,
    endToken() {
      valid = randomBytes(32).toString('hex');
    },
    holdRefreshes() {
      const gate = new EventEmitter();
      held = once(gate, 'open');
      return () => gate.emit('open');
    },
  };
}
