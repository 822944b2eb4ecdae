import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { createLog } from './requestLog.ts';
import { createSeal } from './sealedSession.ts';
import { SignIn } from './signIn.ts';
import { type Breakage, breakage, json, type Script } from './testing/fakeZendesk.ts';
import { setUpProxy } from './testing/setUpProxy.ts';
import { accountAt } from './testing/testProxy.ts';

const requests = 20_000;
/** So many are under way at once. */
const atOnce = 100;
const seed = 20_261_122;

const here = setUpProxy();

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '..',
    '%2e%2e',
    '\r\nSet-Cookie: a=b',
    '\u0000',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '__proto__',
    '[object Object]',
    'access_denied',
    '9'.repeat(400),
    'x'.repeat(5000),
  ),
);

const paths = [
  '/auth/login',
  '/auth/callback',
  '/auth/me',
  '/auth/refresh',
  '/auth/logout',
  '/agent-session',
  '/healthz',
  '/readyz',
  '/metrics',
  '/',
  '/chats/2.abc',
  '/assets/index.js',
];
const path = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...paths) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...paths), text).map(([start, end]) => `${start}/${end}`),
  },
  { weight: 1, arbitrary: text.map(rest => `/${rest}`) },
);

const query = fc.array(
  fc.tuple(fc.constantFrom('code', 'state', 'error', 'return_to', 'scope', 'iss', 'response', ''), text),
  { maxLength: 4 },
);

/** Bytes that a header may have; others never come through a server. */
const headerText = text.map(value => value.replaceAll(/[^\x20-\x7e]/g, '?').trim());
const header = fc.tuple(
  fc.constantFrom(
    'accept',
    'x-forwarded-for',
    'x-request-id',
    'host',
    'if-none-match',
    'content-type',
    'range',
  ),
  headerText,
);
const origin = fc.constantFrom('own', 'own', 'own', 'https://evil.example', 'null', undefined);
const cookieValue = fc.oneof(fc.constantFrom('session', 'expired', 'login', 'other'), headerText);
const cookie = fc.tuple(
  fc.constantFrom('switchboard-session', 'switchboard-login', 'switchboard-agent-session'),
  cookieValue,
);

const request = fc.record({
  method: fc.constantFrom('GET', 'GET', 'POST', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'BREW'),
  path,
  query,
  headers: fc.array(header, { maxLength: 3 }),
  origin,
  cookies: fc.array(cookie, { maxLength: 3 }),
  body: fc.option(fc.oneof(text, fc.constant('x'.repeat(1500))), { nil: undefined }),
});
type FuzzRequest = typeof request extends fc.Arbitrary<infer T> ? T : never;

async function fuzzedApp() {
  const { zendesk } = here;
  const secret = randomBytes(48).toString('base64');
  const config = readConfig({ ...accountAt(zendesk), SESSION_SECRET: secret, TRUST_PROXY: '1' });
  const lines: string[] = [];
  const app = createApp({
    config,
    files: new Map(),
    log: createLog('info', { write: line => void lines.push(line) }),
    limits: { login: 1e9, agentSession: 1e9 },
    upstream: { timeout: 2000 },
  });
  return { app, config, lines, secret, sealed: await sealCookies(config.sessionSecrets) };
}

/** Cookies that open, so that the fuzz comes behind the doors too. */
async function sealCookies(secrets: readonly string[]): Promise<Record<string, string>> {
  const { accessToken, refreshToken } = here.zendesk.secrets;
  const soon = Date.now() + 600_000;
  const signIn = { id: 'i', accessToken, refreshToken, issuedAt: 0, expiresAt: soon };
  const seal = createSeal('session', secrets, SignIn);
  return {
    session: await seal.seal(signIn, soon),
    expired: await seal.seal({ ...signIn, expiresAt: 1 }, soon),
    login: await seal.seal(signIn, soon),
    other: 'a.b.c.d.e',
  };
}

/** A Zendesk that answers well, badly or not at all, each in its turn. */
function moody(good: Script): Script {
  const kinds: (Breakage | 'good')[] = [
    'good',
    '500',
    'html',
    'empty',
    'not json',
    'nothing',
    'half',
    'redirect',
  ];
  let turn = 0;
  return (response, received) => {
    const kind = kinds[turn++ % kinds.length] ?? 'good';
    const script = kind === 'good' ? good : breakage(kind);
    script(response, received);
  };
}

it(`${requests} requests of any kind are each answered well, and leak nothing`, {
  timeout: 120_000,
}, async () => {
  const { zendesk } = here;
  const { app, config, lines, secret, sealed } = await fuzzedApp();
  zendesk.onApi(moody(json(200, { data: { startAgentSession: zendesk.session } })));
  zendesk.onToken(moody(json(200, zendesk.token)));
  const secrets = [...Object.values(zendesk.secrets), secret];
  const statuses = new Map<number, number>();

  const send = async (fuzz: FuzzRequest) => {
    const incoming = new IncomingMessage(new Socket());
    const answer = await app.fetch(toRequest(fuzz, config.publicOrigin, sealed), {
      incoming,
      outgoing: new ServerResponse(incoming),
    });
    const body = await answer.text();
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const seen = [...answer.headers].join('\n') + body;
    if (secrets.some(each => seen.includes(each)))
      throw new Error(`A secret is in the answer to ${JSON.stringify(fuzz)}`);
    const location = answer.headers.get('location');
    const fine =
      [200, 204, 302, 400, 401, 403, 404, 405, 413, 502, 503].includes(answer.status) &&
      (location === null ||
        new URL(location, config.publicOrigin).origin === config.publicOrigin ||
        location.startsWith(zendesk.url)) &&
      !answer.headers.getSetCookie().some(each => !each.startsWith('switchboard-')) &&
      answer.headers.get('content-security-policy') !== null;
    if (!fine) throw new Error(`${answer.status} is no good answer to ${JSON.stringify(fuzz)}`);
  };

  const all = fc.sample(request, { seed, numRuns: requests });
  for (let i = 0; i < all.length; i += atOnce) await Promise.all(all.slice(i, i + atOnce).map(send));

  expect(lines.filter(line => line.includes('unexpected'))).toEqual([]);
  expect(secrets.filter(each => lines.join('').includes(each))).toEqual([]);
  // It came everywhere: in, out, through to Zendesk, and to closed doors.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 204, 302, 401, 403, 404, 405, 413, 502]));
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(requests);
});

function toRequest(fuzz: FuzzRequest, publicOrigin: string, sealed: Record<string, string>): Request {
  const url = new URL(publicOrigin);
  url.pathname = fuzz.path;
  for (const [name, value] of fuzz.query) url.searchParams.append(name, value);
  const headers = new Headers(fuzz.headers);
  const { origin: from } = fuzz;
  if (from !== undefined) headers.set('origin', from === 'own' ? publicOrigin : from);
  const cookies = fuzz.cookies.map(([name, value]) => `${name}=${sealed[value] ?? value}`);
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
  const body = fuzz.method === 'GET' || fuzz.method === 'HEAD' ? null : (fuzz.body ?? null);
  if (body !== null) headers.set('content-length', String(Buffer.byteLength(body)));
  return new Request(url, { method: fuzz.method, headers, body });
}
