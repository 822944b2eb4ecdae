import { Hono } from 'hono';
import type { Metrics } from '../metrics.ts';
import type { ProxyEnv } from '../requestLog.ts';
import type { SharedStore } from '../sharedStore.ts';
import { fetchUpstream } from '../upstream.ts';

/** Milliseconds for which an answer about Zendesk holds: probes of many balancers must not become load there. */
const readinessAge = 10_000;

type Parts = { chatApiUrl: URL; metrics: Metrics; store: SharedStore | undefined };

/** What operators and load balancers ask. */
export function operationsRoutes({ chatApiUrl, metrics, store }: Parts): Hono<ProxyEnv> {
  const app = new Hono<ProxyEnv>();
  const isReachable = cached(readinessAge, () => answersAtAll(chatApiUrl));

  app.get('/healthz', c => c.json({ status: 'ok' }));

  app.get('/readyz', async c => {
    // Without Redis each replica goes on by itself, so its absence is told and is no reason to be taken out of service.
    const redis = store && { redis: store.isUp() ? 'up' : 'away' };
    if (!(await isReachable()))
      return c.json({ ready: false, reason: 'Zendesk does not answer.', ...redis }, 503);
    return c.json({ ready: true, ...redis });
  });

  app.get('/metrics', c =>
    c.text(metrics.text(store?.isUp()), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );

  return app;
}

/** Any HTTP answer counts, refusals too: the question is whether there is a way. */
async function answersAtAll(url: URL): Promise<boolean> {
  try {
    await fetchUpstream(url, { method: 'HEAD' }, { timeout: 2000 });
    return true;
  } catch {
    return false;
  }
}

function cached<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let last: { answer: Promise<T>; until: number } | undefined;
  return () => {
    if (!last || performance.now() > last.until) last = { answer: ask(), until: performance.now() + ms };
    return last.answer;
  };
}
