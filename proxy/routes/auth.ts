import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { demandSameOrigin, safeReturnPath } from '../browserOrigin.ts';
import type { Config } from '../config.ts';
import type { Cookies, Login } from '../cookies.ts';
import type { Metrics } from '../metrics.ts';
import { callbackError, type Grant, type OAuth, SignInError } from '../oauth.ts';
import { limitRate, type RateLimits } from '../rateLimit.ts';
import type { ProxyEnv } from '../requestLog.ts';
import { SpentStates } from '../spentStates.ts';

const minute = 60_000;
const loginLifetime = 10 * minute;

/** For a token whose end Zendesk does not tell: a shift. Ours, not Zendesk's. */
const signInLifetime = 12 * 60 * minute;
const longestSignIn = 30 * 24 * 60 * minute;

type Parts = { config: Config; cookies: Cookies; metrics: Metrics; oauth: OAuth; limits: RateLimits };

/** Signing in and out. */
export function authRoutes({ config, cookies, metrics, oauth, limits }: Parts): Hono<ProxyEnv> {
  const app = new Hono<ProxyEnv>();
  const spent = new SpentStates(loginLifetime);

  app.get('/auth/login', limitRate(limits.login, config.proxyHops), async c => {
    const wanted = c.req.queries('return_to') ?? [];
    const returnPath = safeReturnPath(wanted.length === 1 ? wanted[0] : undefined, config.publicOrigin);
    const login: Login = { ...oauth.newLogin(), returnPath };
    await cookies.login.write(c, login, Date.now() + loginLifetime);
    return c.redirect((await oauth.authorizeUrl(login)).href);
  });

  app.get('/auth/callback', async c => {
    try {
      return c.redirect(await finishSignIn(c));
    } catch (error) {
      if (!SignInError.is(error)) c.var.log.error({ err: error }, 'sign-in failed unexpectedly');
      const code = SignInError.is(error) ? error.code : 'server_error';
      if (SignInError.is(error))
        c.var.log.warn({ signInError: code, reason: error.message }, 'sign-in failed');
      metrics.countSignInError(code);
      return c.redirect(`/?error=${code}`);
    }
  });

  app.get('/auth/me', async c => {
    const signIn = await cookies.signIn.read(c);
    return c.json({
      signedIn: signIn.state === 'open',
      subdomain: config.zendesk.subdomain,
      mode: config.mode,
      expiresAt: signIn.state === 'open' ? signIn.value.expiresAt : null,
    });
  });

  app.post('/auth/logout', demandSameOrigin(config.publicOrigin), c => {
    for (const cookie of Object.values(cookies)) cookie.clear(c);
    return c.body(null, 204);
  });

  /** Gives the path to go on to. The login is spent by its first answer, whatever that is. */
  async function finishSignIn(c: Context): Promise<string> {
    const callback = new URL(c.req.url).searchParams;
    const login = await cookies.login.read(c);
    cookies.login.clear(c);
    const refused = callbackError(callback);
    if (refused) throw refused;
    if (login.state === 'expired')
      throw new SignInError('expired_state', 'The sign-in took longer than ten minutes.');
    if (login.state !== 'open')
      throw new SignInError('invalid_state', 'This browser has no sign-in under way.');
    if (!spent.spend(login.value.state))
      throw new SignInError('invalid_state', 'This answer has been used before.');
    const grant = await oauth.exchange(callback, login.value);
    const expiresAt = endOfSignIn(grant);
    await cookies.signIn.write(c, { id: randomUUID(), accessToken: grant.accessToken, expiresAt }, expiresAt);
    cookies.startedSession.clear(c);
    return login.value.returnPath;
  }

  return app;
}

function endOfSignIn({ expiresIn }: Grant): number {
  return Date.now() + (expiresIn ? Math.min(expiresIn * 1000, longestSignIn) : signInLifetime);
}
