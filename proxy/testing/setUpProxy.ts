import { afterEach, beforeEach } from 'vitest';
import { type FakeZendesk, startFakeZendesk } from './fakeZendesk.ts';
import { startTestProxy, type TestProxy, type TestProxyOptions } from './testProxy.ts';

/** What a test finds: a fake Zendesk of its own and a proxy in front of it. Both are closed after it. */
export type ProxySetUp = {
  readonly zendesk: FakeZendesk;
  readonly proxy: TestProxy;
  /** One more proxy in front of the same Zendesk, closed after the test too. */
  start(options?: TestProxyOptions): Promise<TestProxy>;
  /** Another replica of {@link proxy}: it has the same secret and stands at the same public origin. */
  startReplica(options?: TestProxyOptions): Promise<TestProxy>;
};

/** Starts them before each test of the file or `describe` that it is called in. */
export function setUpProxy(options: TestProxyOptions = {}): ProxySetUp {
  let zendesk: FakeZendesk | undefined;
  const proxies: TestProxy[] = [];
  const start = async (more: TestProxyOptions = {}) => {
    const proxy = await startTestProxy(demand(zendesk), more);
    proxies.push(proxy);
    return proxy;
  };

  beforeEach(async () => {
    zendesk = await startFakeZendesk();
    await start(options);
  });

  afterEach(async () => {
    await Promise.all(proxies.splice(0).map(proxy => proxy.close()));
    await zendesk?.close();
  });

  return {
    get zendesk() {
      return demand(zendesk);
    },
    get proxy() {
      return demand(proxies[0]);
    },
    start,
    startReplica: more => {
      const { sessionSecret, publicOrigin } = demand(proxies[0]);
      return start({
        ...more,
        env: { SESSION_SECRET: sessionSecret, PUBLIC_URL: publicOrigin, ...more?.env },
      });
    },
  };
}

function demand<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Expected to be asked within a test.');
  return value;
}
