import { type Context, Hono } from 'hono';
import { type AgentSession, startAgentSession } from '../agentSession.ts';
import { demandSameOrigin } from '../browserOrigin.ts';
import type { Config } from '../config.ts';
import type { Cookies } from '../cookies.ts';
import { errorAnswer, UpstreamError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { SignInError } from '../oauth.ts';
import { limitRate, type RateLimits } from '../rateLimit.ts';
import type { ProxyEnv } from '../requestLog.ts';
import type { SharedStore } from '../sharedStore.ts';
import { endOfSignIn, type SignIn } from '../signIn.ts';
import { notRefreshed, type SignInKeeper } from '../signInKeeper.ts';
import type { UpstreamOptions } from '../upstream.ts';

type Parts = {
  config: Config;
  cookies: Cookies;
  keeper: SignInKeeper;
  metrics: Metrics;
  limits: RateLimits;
  store: SharedStore | undefined;
  upstream: UpstreamOptions;
};

/** Starts agent sessions, and remembers the last one in the browser so that a reload does not end it. */
export function agentSessionRoutes(parts: Parts): Hono<ProxyEnv> {
  const { config, cookies, keeper, metrics, limits, store, upstream } = parts;
  const app = new Hono<ProxyEnv>();
  const { proxyHops } = config;

  app.post(
    '/agent-session',
    demandSameOrigin(config.publicOrigin),
    limitRate({ name: 'agent-session', perMinute: limits.agentSession, proxyHops, store }),
    async c => {
      const signIn = await keeper.read(c);
      if (!signIn) return errorAnswer(c, 401, 'UNAUTHORIZED', 'Sign in first: /auth/login.');
      try {
        const fresh = await keeper.fresh(c, signIn);
        const session = await startOrRenew(c, fresh);
        await cookies.startedSession.write(c, { signInId: signIn.id, session }, endOfSignIn(fresh));
        return c.json(session);
      } catch (error) {
        if (SignInError.is(error)) return notRefreshed(c, error);
        if (!UpstreamError.is(error)) throw error;
        metrics.countUpstreamError(error.errorName);
        c.var.log.warn({ errorName: error.errorName, uuid: error.uuid }, 'no agent session');
        return errorAnswer(c, 502, error.errorName, error.message, error.uuid);
      }
    },
  );

  app.get('/agent-session', async c => {
    const signIn = await keeper.read(c);
    const started = await cookies.startedSession.read(c);
    return signIn && started.state === 'open' && started.value.signInId === signIn.id
      ? c.json(started.value.session)
      : errorAnswer(c, 404, 'NOT_FOUND', 'This browser has started no agent session since it signed in.');
  });

  /** A token that Zendesk refuses before its time is refreshed, once; where that fails, the refusal stands. */
  async function startOrRenew(c: Context<ProxyEnv>, signIn: SignIn): Promise<AgentSession> {
    const start = ({ accessToken }: SignIn) =>
      startAgentSession(config.zendesk.chatApiUrl, accessToken, upstream);
    try {
      return await start(signIn);
    } catch (error) {
      const isRefused = UpstreamError.is(error) && error.errorName === 'UNAUTHORIZED';
      if (!isRefused || signIn.refreshToken === null) throw error;
      const renewed = await keeper.renew(c, signIn).catch(() => undefined);
      if (!renewed) throw error;
      return start(renewed);
    }
  }

  return app;
}
