// Two hundred agents on the sandbox: how late what visitors write reaches them, and what it costs in memory.
// The agents are in a process of their own. Rates beyond the goal show where it ends.
// Run: node --expose-gc --import tsx bench/sandboxLoad.ts
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { createSandbox, manualClock, type Sandbox } from '../sandbox/index.ts';

const AGENTS = 200;
const SECONDS = 8;
const SETTLE_MS = 500;
const WARM_UP_PER_SECOND = 1_000;
/** So many messages are written at most before the sockets get their turn. */
const BURST = 50;
const GOAL_PER_SECOND = 2_000;
const GOAL_MS = 100;
const MINUTES = 10;
/** Over ten minutes twice and more of all that the sandbox keeps; at the full rate it would take too long. */
const MEMORY_PER_SECOND = 400;
/** What the heap may grow by from the fifth minute to the tenth. */
const GOAL_GROWTH = 1.1;

const SUBSCRIPTION =
  'subscription { message { node { id content channel { id } from { __typename display_name } } } }';

const scenario = {
  about: 'A crowd of agents.',
  departments: [{ name: 'All' }],
  agents: Array.from({ length: AGENTS }, (_, n) => ({
    name: `Agent ${n}`,
    displayName: `Agent ${n}`,
    departments: ['All'],
    canSignIn: true,
  })),
};

/** What the agents' process is told: to connect to these sockets, or to tell what came since the last time. */
type Order = { readonly connect: readonly string[] } | { readonly report: true };

/** Lateness in ms. */
interface Report {
  readonly deliveries: number;
  readonly open: number;
  readonly p50: number;
  readonly p99: number;
}

interface Load {
  readonly variant: string;
  /** Messages that visitors write. */
  readonly perSecond: number;
  /** How many agents hear each. */
  readonly heardBy: number;
  readonly visitors: readonly string[];
}

if (process.argv.includes('agents')) beAgents();
else await measure();

async function measure(): Promise<void> {
  // Time stands still but where a measurement moves it.
  const clock = manualClock(Date.now());
  const limits = { requestsPerMinute: 1_000_000, idleSocketMs: 3_600_000 };
  const sandbox = await createSandbox({ port: 0, scenario, limits, clock });
  const agents = fork(fileURLToPath(import.meta.url), ['agents'], { execArgv: process.execArgv });
  try {
    await tell(agents, { connect: await socketUrls(sandbox) });
    const served = await servedVisitors(sandbox);
    const waiting = [sandbox.control.openVisitor()];
    const toOne = { variant: 'each to one agent', heardBy: 1, visitors: served };
    const toAll = { variant: 'each to all agents', heardBy: AGENTS, visitors: waiting };
    await measureLateness(sandbox, agents, { ...toOne, perSecond: WARM_UP_PER_SECOND }, () => undefined);
    for (const perSecond of [GOAL_PER_SECOND, 4_000])
      await measureLateness(sandbox, agents, { ...toOne, perSecond }, reportLateness);
    for (const perSecond of [GOAL_PER_SECOND / AGENTS, 50, 100, GOAL_PER_SECOND])
      await measureLateness(sandbox, agents, { ...toAll, perSecond }, reportLateness);
    await measureMemory(sandbox, agents, served, ms => clock.advance(ms));
  } finally {
    agents.kill();
    await sandbox.close();
  }
}

/** Each agent signs in as people do, and starts a session. */
async function socketUrls({ urls, control }: Sandbox): Promise<readonly string[]> {
  const sockets: string[] = [];
  for (const { id } of control.state().agents) {
    const redirect = 'http://localhost/';
    const client = { client_id: 'bench', redirect_uri: redirect };
    const decision = { ...client, response_type: 'code', scope: 'read write chat', agent_id: id };
    const consent = await postForm(`${urls.origin}/oauth2/chat/authorizations`, {
      ...decision,
      decision: 'allow',
    });
    const code = new URL(consent.headers.get('Location') ?? redirect).searchParams.get('code') ?? '';
    const exchange = { ...client, client_secret: 'bench', grant_type: 'authorization_code', code };
    const tokens: unknown = await (await postForm(urls.token, exchange)).json();
    const query = 'mutation($t: String!) { startAgentSession(access_token: $t) { websocket_url } }';
    const body = JSON.stringify({ query, variables: { t: at(tokens, 'access_token') } });
    const headers = { 'Content-Type': 'application/json' };
    const answer: unknown = await (await fetch(urls.api, { method: 'POST', headers, body })).json();
    sockets.push(String(at(answer, 'data', 'startAgentSession', 'websocket_url')));
  }
  return sockets;
}

function postForm(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
}

/** One visitor for each agent: all agents hear the first words, and the one who is named serves. */
async function servedVisitors({ control }: Sandbox): Promise<readonly string[]> {
  const visitors = Array.from({ length: AGENTS }, () => control.openVisitor());
  for (const [agent, visitor] of visitors.entries()) control.write(visitor, `serve ${agent}`);
  while (control.state().channels.some(channel => channel.state !== 'ONGOING')) await pause(20);
  return visitors;
}

async function measureLateness(
  sandbox: Sandbox,
  agents: ChildProcess,
  load: Load,
  report: (load: Load, written: number, came: Report) => void,
): Promise<void> {
  await tell(agents, { report: true });
  const written = await write(sandbox, load);
  await pause(SETTLE_MS);
  report(load, written, await tell(agents, { report: true }));
}

/** Writes at an even pace for some seconds, or as fast as it goes where that is too fast. Gives the count. */
async function write({ control }: Sandbox, { perSecond, visitors }: Load): Promise<number> {
  const start = now();
  let written = 0;
  while (now() - start < SECONDS * 1000) {
    const due = Math.min(written + BURST, ((now() - start) / 1000) * perSecond);
    for (; written < due; written += 1)
      control.write(visitors[written % visitors.length] ?? '', String(now()));
    await pause(2);
  }
  return written;
}

function reportLateness({ variant, perSecond, heardBy }: Load, written: number, came: Report): void {
  const n = perSecond * heardBy;
  const isGoal = n === GOAL_PER_SECOND;
  print({ variant: `${variant}, p50`, n, value: came.p50, unit: 'ms' });
  print({
    variant: `${variant}, p99`,
    n,
    value: came.p99,
    unit: 'ms',
    ...(isGoal ? reach(came.p99, GOAL_MS) : {}),
  });
  print({ variant: `${variant}, came`, n, value: came.deliveries / SECONDS, unit: 'deliveries/s' });
  const lost = written * heardBy - came.deliveries;
  print({
    variant: `${variant}, not come yet`,
    n,
    value: lost,
    unit: 'deliveries',
    ...(isGoal ? reach(lost, 0) : {}),
  });
  print({ variant: `${variant}, sockets open`, n, value: came.open, unit: 'sockets' });
}

/** Ten minutes of messages, as fast as they go; the heap once a minute, garbage collected. */
async function measureMemory(
  { control }: Sandbox,
  agents: ChildProcess,
  visitors: readonly string[],
  advance: (ms: number) => void,
): Promise<void> {
  const heap: number[] = [];
  for (let second = 1; second <= MINUTES * 60; second += 1) {
    for (let sent = 0; sent < MEMORY_PER_SECOND; sent += 1) {
      control.write(visitors[sent % visitors.length] ?? '', String(now()));
      if (sent % BURST === 0) await pause(0);
    }
    advance(1000);
    await tell(agents, { report: true });
    if (second % 60 === 0) {
      globalThis.gc?.();
      heap.push(process.memoryUsage().heapUsed / 2 ** 20);
    }
  }
  for (const [index, value] of heap.entries())
    print({ variant: 'heap after a minute', n: index + 1, value, unit: 'MiB' });
  const growth = (heap.at(-1) ?? Number.NaN) / (heap[4] ?? Number.NaN);
  print({
    variant: 'heap, tenth minute to fifth',
    n: MINUTES,
    value: growth,
    unit: 'ratio',
    ...reach(growth, GOAL_GROWTH),
  });
}

function reach(value: number, goal: number) {
  return { reach: goal, reached: value <= goal };
}

interface Figure {
  readonly variant: string;
  readonly n: number;
  readonly value: number;
  readonly unit: string;
}

function print({ value, ...figure }: Figure & Partial<ReturnType<typeof reach>>): void {
  const { variant, n, unit, ...goal } = figure;
  console.log(
    JSON.stringify({
      bench: 'sandbox-load',
      variant,
      n,
      value: Math.round(value * 100) / 100,
      unit,
      ...goal,
    }),
  );
}

/** Gives the agents' answer. */
async function tell(agents: ChildProcess, order: Order): Promise<Report> {
  agents.send(order);
  const [report] = await once(agents, 'message');
  return report;
}

/** The other process: agents who subscribe, and serve where they are named. */
function beAgents(): void {
  let lateness: number[] = [];
  const sockets: WebSocket[] = [];
  process.on('message', (order: Order) => {
    if ('connect' in order) {
      void Promise.all(
        order.connect.map((url, agent) => subscribed(url, agent, late => lateness.push(late))),
      ).then(opened => {
        sockets.push(...opened);
        process.send?.({ deliveries: 0, open: opened.length, p50: 0, p99: 0 });
      });
      return;
    }
    const sorted = Float64Array.from(lateness).sort();
    const share = (of: number) => sorted[Math.floor((sorted.length - 1) * of)] ?? 0;
    const open = sockets.filter(socket => socket.readyState === WebSocket.OPEN).length;
    process.send?.({ deliveries: sorted.length, open, p50: share(0.5), p99: share(0.99) });
    lateness = [];
  });
  process.on('disconnect', () => process.exit(0));
}

async function subscribed(url: string, agent: number, came: (lateMs: number) => void): Promise<WebSocket> {
  const socket = new WebSocket(url);
  const answered = new Promise<void>(resolve => {
    socket.on('message', (data: Buffer) => {
      const frame: unknown = JSON.parse(data.toString());
      const node = at(frame, 'payload', 'data', 'message', 'node');
      const content = String(at(node, 'content'));
      if (at(frame, 'id') === 'subscription') resolve();
      else if (content === `serve ${agent}`) serve(socket, String(at(node, 'channel', 'id')));
      else if (/^[\d.]+$/.test(content)) came(now() - Number(content));
    });
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'request', id: 'subscription', payload: { query: SUBSCRIPTION } }));
  await answered;
  return socket;
}

function serve(socket: WebSocket, channelId: string): void {
  const query = `mutation { sendMessage(channel_id: "${channelId}", msg: "Hello") { success } }`;
  socket.send(JSON.stringify({ type: 'request', id: 'serve', payload: { query } }));
}

/** ms, the same in both processes to a fraction of one. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
