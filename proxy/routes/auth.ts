import { type Context, Hono } from 'hono';
import type { Background } from '../background.ts';
import { demandSameOrigin, safeReturnPath } from '../browserOrigin.ts';
import type { Config } from '../config.ts';
import type { Cookies, Login } from '../cookies.ts';
import { errorAnswer } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { callbackError, type OAuth, SignInError } from '../oauth.ts';
import { limitRate, type RateLimits } from '../rateLimit.ts';
import type { ProxyEnv } from '../requestLog.ts';
import { revokeToken } from '../revocation.ts';
import type { SharedStore } from '../sharedStore.ts';
import { endOfSignIn, type SignIn, signInFrom } from '../signIn.ts';
import { notRefreshed, type SignInKeeper } from '../signInKeeper.ts';
import { SpentStates } from '../spentStates.ts';
import type { UpstreamOptions } from '../upstream.ts';

const loginLifetime = 10 * 60_000;

type Parts = {
  config: Config;
  cookies: Cookies;
  keeper: SignInKeeper;
  metrics: Metrics;
  oauth: OAuth;
  limits: RateLimits;
  store: SharedStore | undefined;
  background: Background;
  upstream: UpstreamOptions;
};

/** Signing in and out, and staying signed in. */
export function authRoutes(parts: Parts): Hono<ProxyEnv> {
  const { config, cookies, keeper, metrics, oauth, limits, store, background, upstream } = parts;
  const app = new Hono<ProxyEnv>();
  const spent = new SpentStates(loginLifetime, store);
  const limit = (name: string, perMinute: number) =>
    limitRate({ name, perMinute, proxyHops: config.proxyHops, store });

  app.get('/auth/login', limit('login', limits.login), async c => {
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

  app.get('/auth/me', async c => c.json(describe(await keeper.read(c))));

  app.post(
    '/auth/refresh',
    demandSameOrigin(config.publicOrigin),
    limit('refresh', limits.agentSession),
    async c => {
      const signIn = await keeper.read(c);
      if (!signIn) return errorAnswer(c, 401, 'UNAUTHORIZED', 'Sign in first: /auth/login.');
      try {
        return c.json(describe(await keeper.fresh(c, signIn)));
      } catch (error) {
        if (SignInError.is(error)) return notRefreshed(c, error);
        throw error;
      }
    },
  );

  app.post('/auth/logout', demandSameOrigin(config.publicOrigin), async c => {
    const signIn = await keeper.read(c);
    for (const cookie of Object.values(cookies)) cookie.clear(c);
    if (signIn) background.run(revoke(c, signIn));
    return c.body(null, 204);
  });

  /** The answer of `/auth/me`. A token that has expired counts as signed in as long as it may be refreshed. */
  function describe(signIn: SignIn | undefined) {
    return {
      signedIn: signIn !== undefined,
      subdomain: config.zendesk.subdomain,
      mode: config.mode,
      expiresAt: signIn?.expiresAt ?? null,
    };
  }

  async function revoke(c: Context<ProxyEnv>, { accessToken }: SignIn): Promise<void> {
    const revocation = await revokeToken(config.zendesk.tokenUrl, accessToken, upstream);
    metrics.countRevocation(revocation);
    c.var.log.debug({ revocation }, 'signed out');
  }

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
    if (!(await spent.spend(login.value.state)))
      throw new SignInError('invalid_state', 'This answer has been used before.');
    const signIn = signInFrom(await oauth.exchange(callback, login.value));
    await cookies.signIn.write(c, signIn, endOfSignIn(signIn));
    cookies.startedSession.clear(c);
    return login.value.returnPath;
  }

  return app;
}
