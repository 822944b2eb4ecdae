// Session starts: POST /agent-session at the proxy, which opens and seals cookies, checks, limits, logs and counts,
// beside a bare node:http handler that makes the same call to the same Zendesk by `fetch`. A second bare handler calls by
// node:http's own request, as the proxy does: the limit. Side by side in turns, each in a process of its own.
// Run: npm run bench -- proxySessions
import { median, pairedRatio, percentile, report, takeTurns } from './rig/figures.ts';
import { startBundledProxy } from './rig/proxy/bundledProxy.ts';
import { askOnce, runLoad } from './rig/proxy/keepAliveLoad.ts';
import { ServerChild } from './rig/proxy/serverChild.ts';

const CONNECTIONS = 16;
const ROUNDS = 15;
const REQUESTS = 1_000;
const WARM_UP = 4;

type Lane = {
  readonly name: string;
  readonly server: ServerChild;
  readonly request: (n: number) => string;
  readonly answerLength: number;
  readonly perSecond: number[];
  readonly perCpuSecond: number[];
  readonly p99: number[];
};

async function openLane(name: string, server: ServerChild, cookie: string): Promise<Lane> {
  const request = (n: number) => sessionStart(server, cookie, n);
  const answer = await askOnce(server.port, request(0));
  if (!answer.startsWith('HTTP/1.1 200') || !answer.includes('"websocket_url"'))
    throw new Error(`Expected a session from ${name}, got ${answer}`);
  return { name, server, request, answerLength: answer.length, perSecond: [], perCpuSecond: [], p99: [] };
}

/** Each comes from another address, of the same length: sessions are limited per address. */
function sessionStart({ url }: ServerChild, cookie: string, n: number): string {
  const address = `10.${100 + (Math.floor(n / 10_000) % 100)}.${100 + (Math.floor(n / 100) % 100)}.${100 + (n % 100)}`;
  return [
    'POST /agent-session HTTP/1.1',
    'Host: localhost',
    `Origin: ${url.replace('127.0.0.1', 'localhost')}`,
    'Sec-Fetch-Site: same-origin',
    'Accept: application/json',
    `X-Forwarded-For: ${address}`,
    `Cookie: ${cookie}`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/** Signs in as a browser does, and gives its cookies. */
async function signIn({ url }: ServerChild): Promise<string> {
  const login = await fetch(`${url}/auth/login`, { redirect: 'manual' });
  const state = new URL(login.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const callback = await fetch(`${url}/auth/callback?${new URLSearchParams({ code: 'bench', state })}`, {
    headers: { cookie: cookiesOf(login) },
    redirect: 'manual',
  });
  return cookiesOf(callback);
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .filter(cookie => !cookie.includes('Max-Age=0'))
    .map(cookie => cookie.split(';')[0])
    .join('; ');
}

async function runRound(lane: Lane): Promise<void> {
  const before = lane.server.cpuSeconds();
  const { seconds, latencies } = await runLoad({
    port: lane.server.port,
    connections: CONNECTIONS,
    requests: REQUESTS,
    request: n => ({ bytes: lane.request(n), kind: 'start' }),
    answerLength: () => lane.answerLength,
  });
  const after = lane.server.cpuSeconds();
  lane.perSecond.push(REQUESTS / seconds);
  lane.p99.push(percentile(latencies, 99));
  if (before !== undefined && after !== undefined) lane.perCpuSecond.push(REQUESTS / (after - before));
}

function reportLanes(
  lanes: readonly Lane[],
  unit: string,
  valuesOf: (lane: Lane) => readonly number[],
  reach: { readonly reach: number; readonly reach_is: 'least' | 'most' },
): void {
  const [proxy, bare] = lanes;
  if (proxy === undefined || bare === undefined) return;
  for (const lane of lanes) {
    const values = valuesOf(lane);
    if (values.length === 0) continue;
    report({
      bench: 'proxySessions',
      variant: lane.name,
      n: REQUESTS * ROUNDS,
      value: median(values),
      unit,
      ratio_to: bare.name,
      ratio: pairedRatio(values, valuesOf(bare)),
      ...(lane === proxy && reach),
    });
  }
}

const upstream = await ServerChild.start('bench/rig/proxy/upstream.ts');
const { server: proxy, close } = await startBundledProxy({
  TRUST_PROXY: '1',
  SWITCHBOARD_SANDBOX_URL: upstream.url,
});
const bareHandler = 'bench/rig/proxy/bareHandler.ts';
const bare = await ServerChild.start(bareHandler, { UPSTREAM: upstream.url });
const limit = await ServerChild.start(bareHandler, { UPSTREAM: upstream.url, CALL: 'request' });
try {
  const lanes = [
    await openLane('proxy', proxy, await signIn(proxy)),
    await openLane('bare node:http', bare, ''),
    await openLane('bare node:http, calling by node:http', limit, ''),
  ];
  await takeTurns(lanes, WARM_UP, runRound);
  for (const { perSecond, perCpuSecond, p99 } of lanes)
    perSecond.length = perCpuSecond.length = p99.length = 0;
  await takeTurns(lanes, ROUNDS, runRound);
  reportLanes(lanes, 'starts/s', lane => lane.perSecond, { reach: 0.8, reach_is: 'least' });
  reportLanes(lanes, 'starts/s of CPU', lane => lane.perCpuSecond, { reach: 0.8, reach_is: 'least' });
  // 0.8 of the speed is 1.25 of the time.
  reportLanes(lanes, 'ms p99', lane => lane.p99, { reach: 1.25, reach_is: 'most' });
} finally {
  await Promise.all([close(), ...[upstream, bare, limit].map(server => server.stop())]);
}
