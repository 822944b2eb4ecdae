// The dashboard's files as a browser asks for them on its first visit, from the proxy and from the system's nginx (one
// worker, sendfile, no log): the same files, encoding and headers, kept connections. By the clock and, for the client shares
// the machine, by the processor's time that each server used.
// Run: npm run bench -- proxyAssets
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { median, pairedRatio, report, takeTurns } from './rig/figures.ts';
import { startBundledProxy } from './rig/proxy/bundledProxy.ts';
import { askOnce, runLoad } from './rig/proxy/keepAliveLoad.ts';
import { Nginx } from './rig/proxy/nginx.ts';

const CONNECTIONS = 32;
const ROUNDS = 31;
const REQUESTS = 2_000;
const dist = fileURLToPath(new URL('../dist', import.meta.url));

type Lane = {
  readonly name: string;
  readonly port: number;
  readonly cpuSeconds: () => number | undefined;
  readonly lengths: ReadonlyMap<string, number>;
  readonly perSecond: number[];
  readonly perCpuSecond: number[];
};

/** What a browser asks for: the page, its scripts and styles, its icon. */
function paths(): readonly string[] {
  const assets = readdirSync(`${dist}/assets`).filter(name => /\.(js|css)$/.test(name));
  return ['/', ...assets.map(name => `/assets/${name}`), '/icon.svg'];
}

function requestFor(path: string, port: number): string {
  return `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: text/html,*/*\r\nAccept-Encoding: gzip\r\n\r\n`;
}

/** Asks for every file once: the answer must be the file on disk. */
async function openLane(name: string, port: number, cpuSeconds: () => number | undefined): Promise<Lane> {
  const lengths = new Map<string, number>();
  for (const path of paths()) {
    const answer = Buffer.from(await askOnce(port, requestFor(path, port)), 'latin1');
    const headEnd = answer.indexOf('\r\n\r\n') + 4;
    const body = answer.subarray(headEnd);
    const isGzipped = /^content-encoding: gzip/im.test(answer.toString('latin1', 0, headEnd));
    const file = readFileSync(dist + (path === '/' ? '/index.html' : path));
    if (isGzipped !== existsSync(`${dist}${path}.gz`) || !(isGzipped ? gunzipSync(body) : body).equals(file))
      throw new Error(`Expected ${name} to answer ${path} with the file, gzipped where dist/ has it so.`);
    lengths.set(path, answer.byteLength);
  }
  return { name, port, cpuSeconds, lengths, perSecond: [], perCpuSecond: [] };
}

/** Whatever the proxy sends and nginx would not by itself, so that both send as many bytes. */
async function securityHeadersOf(url: string): Promise<Record<string, string>> {
  const { headers } = await fetch(`${url}/icon.svg`);
  const ours = [...headers].filter(([name]) =>
    /^(content-security|cross-origin|permissions|referrer|x-)/.test(name),
  );
  return { ...Object.fromEntries(ours), 'Cache-Control': 'public, max-age=31536000, immutable' };
}

async function runRound({ port, lengths, cpuSeconds, perSecond, perCpuSecond }: Lane): Promise<void> {
  const wanted = [...lengths.keys()];
  const before = cpuSeconds();
  const { seconds } = await runLoad({
    port,
    connections: CONNECTIONS,
    requests: REQUESTS,
    request: n => {
      const path = wanted[n % wanted.length] ?? '/';
      return { bytes: requestFor(path, port), kind: path };
    },
    answerLength: path => lengths.get(path) ?? Number.NaN,
  });
  const after = cpuSeconds();
  perSecond.push(REQUESTS / seconds);
  if (before !== undefined && after !== undefined) perCpuSecond.push(REQUESTS / (after - before));
}

function reportLanes(
  lanes: readonly Lane[],
  unit: string,
  valuesOf: (lane: Lane) => readonly number[],
): void {
  const peer = lanes.find(({ name }) => name === 'nginx');
  for (const lane of lanes) {
    const values = valuesOf(lane);
    if (values.length === 0) continue;
    report({
      bench: 'proxyAssets',
      variant: lane.name,
      n: REQUESTS * ROUNDS,
      value: median(values),
      unit,
      ...(peer && { ratio_to: 'nginx', ratio: pairedRatio(values, valuesOf(peer)) }),
      // By the processor's time there is nothing to reach: nginx hands files from the kernel to the socket.
      ...(lane.name === 'proxy' && peer && unit === 'requests/s' && { reach: 0.5 }),
    });
  }
}

const { server: proxy, close } = await startBundledProxy({ SWITCHBOARD_SANDBOX_URL: 'http://127.0.0.1:9' });
const nginx = await Nginx.start(dist, await securityHeadersOf(proxy.url));
try {
  const lanes = [await openLane('proxy', proxy.port, () => proxy.cpuSeconds())];
  if (nginx) lanes.push(await openLane('nginx', nginx.port, () => nginx.cpuSeconds()));
  await takeTurns(lanes, 2, runRound);
  for (const { perSecond, perCpuSecond } of lanes) perSecond.length = perCpuSecond.length = 0;
  await takeTurns(lanes, ROUNDS, runRound);
  reportLanes(lanes, 'requests/s', ({ perSecond }) => perSecond);
  reportLanes(lanes, 'requests/s of CPU', ({ perCpuSecond }) => perCpuSecond);
} finally {
  await Promise.all([close(), nginx?.stop()]);
}
