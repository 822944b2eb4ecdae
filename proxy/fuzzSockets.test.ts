import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUpProxy } from './testing/setUpProxy.ts';
import { signIn, type TestProxy } from './testing/testProxy.ts';

const requests = 4000;
/** So many are under way at once. */
const atOnce = 50;
const seed = 20_261_123;

const here = setUpProxy();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-fuzz-'));
  await writeFile(join(folder, 'index.html'), '<title>Switchboard</title>');
});

afterAll(() => rm(folder, { recursive: true }));

const mostly = <T>(usual: readonly [T, ...T[]], odd: readonly [T, ...T[]]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
const line = fc.tuple(
  mostly(['GET', 'POST', 'HEAD'], ['PUT', 'OPTIONS', 'TRACE', 'CONNECT', 'BREW']),
  mostly(
    ['/', '/index.html', '/chats/1', '/auth/login', '/auth/me', '/auth/logout', '/agent-session'],
    ['*', '/..', '/gone.js', 'http://evil.example/auth/me', ''],
  ),
  mostly(['HTTP/1.1'], ['HTTP/1.0', 'HTTP/2.0', 'HTTP/9']),
);
const header = mostly(
  [
    'Range: bytes=0-',
    'Accept-Encoding: br;q=0.5, *;q=0',
    'If-None-Match: *',
    'Content-Length: 3',
    'X-Forwarded-For: 1.1.1.1, [::1]:80',
    'Expect: 100-continue',
    'Upgrade: websocket',
  ],
  ['Host: a b', 'Content-Length: -1', 'Transfer-Encoding: chunked', 'Origin: null', 'X: y\r\n folded'],
);
/** What becomes of a request on its way: bytes are put in, taken out or changed, at places from 0 to 1 of its length. */
const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    out: fc.nat(3),
    bytes: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom('\r\n', '\n', '\0', ' ', ':', '\r\n\r\n', 'GET / HTTP/1.1\r\n'),
    ),
  }),
  { maxLength: 2, size: 'small' },
);
const body = fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.string() });
const request = fc.record({
  line,
  headers: fc.array(header, { maxLength: 3 }),
  body,
  damage: fc.oneof(fc.constant([]), damage),
});
type FuzzRequest = typeof request extends fc.Arbitrary<infer T> ? T : never;

function bytesOf(fuzz: FuzzRequest, own: readonly string[]): Buffer {
  const head = [fuzz.line.join(' '), ...own, ...fuzz.headers, 'Connection: close'].join('\r\n');
  let whole = Buffer.from(`${head}\r\n\r\n${fuzz.body}`);
  for (const { at, out, bytes } of fuzz.damage) {
    const start = Math.floor(at * whole.byteLength);
    whole = Buffer.concat([whole.subarray(0, start), Buffer.from(bytes), whole.subarray(start + out)]);
  }
  return whole;
}

/** Sends the bytes and no more, and gives all that comes until the server closes. */
async function sendBytes({ url }: TestProxy, bytes: Buffer): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.end(bytes);
  return text(socket);
}

it(`${requests} damaged requests over sockets are each answered or let go, and the server lives`, {
  timeout: 120_000,
}, async () => {
  const proxy = await here.start({ dashboard: folder, limits: { login: 1e9, agentSession: 1e9 } });
  const browser = proxy.browser();
  await signIn(browser, here.zendesk);
  const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ');
  const own = [
    `Host: ${new URL(proxy.publicOrigin).host}`,
    `Origin: ${proxy.publicOrigin}`,
    `Cookie: ${cookie}`,
  ];
  const secrets = Object.values(here.zendesk.secrets);
  const statuses = new Map<string, number>();

  const send = async (fuzz: FuzzRequest) => {
    const bytes = bytesOf(fuzz, own);
    const answer = await sendBytes(proxy, bytes);
    const status = /^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 'none';
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    // A tunnel is not refused but closed, and nothing is nothing.
    const isFine =
      status === 'none'
        ? answer === ''
        : ['100', '200', '204', '206', '302', '304'].includes(status) || +status < 500;
    const leaks = secrets.some(secret => answer.includes(secret));
    if (!isFine || leaks)
      throw new Error(`${answer} is no good answer to ${JSON.stringify(bytes.toString())}`);
  };

  const all = fc.sample(request, { seed, numRuns: requests });
  for (let i = 0; i < all.length; i += atOnce) await Promise.all(all.slice(i, i + atOnce).map(send));

  expect(proxy.logLines.filter(logged => logged.includes('unexpected'))).toEqual([]);
  // It came to routes and files, and to the parser's refusals.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining(['200', '204', '302', '400', '404', '405']));
  expect(await (await browser.get('/auth/me')).json()).toMatchObject({ signedIn: true });
});
