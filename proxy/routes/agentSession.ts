import { Hono } from 'hono';
import { startAgentSession } from '../agentSession.ts';
import { demandSameOrigin } from '../browserOrigin.ts';
import type { Config } from '../config.ts';
import type { Cookies } from '../cookies.ts';
import { errorAnswer, UpstreamError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { limitRate, type RateLimits } from '../rateLimit.ts';
import type { ProxyEnv } from '../requestLog.ts';
import type { UpstreamOptions } from '../upstream.ts';

type Parts = {
  config: Config;
  cookies: Cookies;
  metrics: Metrics;
  limits: RateLimits;
  upstream: UpstreamOptions;
};

/** Starts agent sessions, and remembers the last one in the browser so that a reload does not end it. */
export function agentSessionRoutes({ config, cookies, metrics, limits, upstream }: Parts): Hono<ProxyEnv> {
  const app = new Hono<ProxyEnv>();

  app.post(
    '/agent-session',
    demandSameOrigin(config.publicOrigin),
    limitRate(limits.agentSession, config.proxyHops),
    async c => {
      const signIn = await cookies.signIn.read(c);
      if (signIn.state !== 'open') return errorAnswer(c, 401, 'UNAUTHORIZED', 'Sign in first: /auth/login.');
      const { id, accessToken, expiresAt } = signIn.value;
      try {
        const session = await startAgentSession(config.zendesk.chatApiUrl, accessToken, upstream);
        await cookies.startedSession.write(c, { signInId: id, session }, expiresAt);
        return c.json(session);
      } catch (error) {
        if (!UpstreamError.is(error)) throw error;
        metrics.countUpstreamError(error.errorName);
        c.var.log.warn({ errorName: error.errorName, uuid: error.uuid }, 'no agent session');
        return errorAnswer(c, 502, error.errorName, error.message, error.uuid);
      }
    },
  );

  app.get('/agent-session', async c => {
    const signIn = await cookies.signIn.read(c);
    const started = await cookies.startedSession.read(c);
    const own =
      signIn.state === 'open' && started.state === 'open' && started.value.signInId === signIn.value.id;
    return own
      ? c.json(started.value.session)
      : errorAnswer(c, 404, 'NOT_FOUND', 'This browser has started no agent session since it signed in.');
  });

  return app;
}
