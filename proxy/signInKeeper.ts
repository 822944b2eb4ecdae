import type { Context } from 'hono';
import type { Cookies } from './cookies.ts';
import { errorAnswer } from './errors.ts';
import type { Metrics } from './metrics.ts';
import { SignInError } from './oauth.ts';
import type { ProxyEnv } from './requestLog.ts';
import { endOfSignIn, hasExpired, isRefreshDue, type SignIn } from './signIn.ts';
import type { TokenRefresh } from './tokenRefresh.ts';

type Parts = { cookies: Cookies; metrics: Metrics; tokens: TokenRefresh };

/** Keeps a browser's sign-in alive: refreshes its token, and puts the new one into its cookie. */
export class SignInKeeper {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Opens the session cookie; undefined when nobody is signed in. */
  async read(c: Context<ProxyEnv>): Promise<SignIn | undefined> {
    const signIn = await this.#parts.cookies.signIn.read(c);
    return signIn.state === 'open' ? signIn.value : undefined;
  }

  /**
   * The sign-in with a token that holds for a while yet: refreshed when that is due. When it can't be, the old token is
   * used until its end.
   *
   * @throws {SignInError} when the token has expired and can't be refreshed.
   */
  async fresh(c: Context<ProxyEnv>, signIn: SignIn): Promise<SignIn> {
    if (!isRefreshDue(signIn)) return signIn;
    try {
      return await this.renew(c, signIn);
    } catch (error) {
      if (SignInError.is(error) && !hasExpired(signIn)) return signIn;
      throw error;
    }
  }

  /**
   * Refreshes, due or not. A refusal leaves the cookie as it is: who came second with a spent token must not sign out
   * the browser that came first.
   *
   * @throws {SignInError}
   */
  async renew(c: Context<ProxyEnv>, signIn: SignIn): Promise<SignIn> {
    const { cookies, metrics, tokens } = this.#parts;
    try {
      const renewed = await tokens.refresh(signIn);
      await cookies.signIn.write(c, renewed, endOfSignIn(renewed));
      metrics.countRefresh('refreshed');
      return renewed;
    } catch (error) {
      if (SignInError.is(error)) {
        metrics.countRefresh(error.code);
        c.var.log.warn({ signInError: error.code, reason: error.message }, 'token not refreshed');
      }
      throw error;
    }
  }
}

/** What a route answers to a browser whose token could not be refreshed: 401 when only signing in again helps. */
export function notRefreshed(c: Context, { code }: SignInError): Response {
  switch (code) {
    case 'temporarily_unavailable':
      return errorAnswer(
        c,
        502,
        'UPSTREAM_UNREACHABLE',
        'Zendesk could not be reached to refresh the sign-in.',
      );
    case 'server_error':
      return errorAnswer(
        c,
        502,
        'UPSTREAM_BAD_ANSWER',
        'Zendesk’s answer to refreshing the sign-in is no token.',
      );
    default:
      return errorAnswer(
        c,
        401,
        'UNAUTHORIZED',
        'Zendesk has ended this sign-in. Sign in again: /auth/login.',
      );
  }
}
