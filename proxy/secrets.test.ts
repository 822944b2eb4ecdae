import { afterEach, beforeEach, expect, it } from 'vitest';
import { breakage, type FakeZendesk, json, startFakeZendesk } from './testing/fakeZendesk.ts';
import { beginSignIn, signIn, startTestProxy, type TestProxy } from './testing/testProxy.ts';

let zendesk: FakeZendesk;
let proxy: TestProxy;

beforeEach(async () => {
  zendesk = await startFakeZendesk();
  proxy = await startTestProxy(zendesk);
});

afterEach(async () => {
  await proxy.close();
  await zendesk.close();
});

it('no secret is in any answer, header, metric or log line, on any road good or bad', async () => {
  const { accessToken, refreshToken, clientSecret, code } = zendesk.secrets;
  const leak = Object.values(zendesk.secrets).join(' ');
  const browser = proxy.browser();

  await signIn(browser, zendesk, '/chats/2.abc');
  await browser.post('/agent-session');
  for (const path of ['/auth/me', '/agent-session', '/metrics', '/readyz', '/', `/${code}`])
    await browser.get(path);
  for (const script of [
    json(401, { errors: [{ name: 'UNAUTHORIZED', message: `bad token ${accessToken}`, UUID: accessToken }] }),
    json(200, { data: null, [accessToken]: leak }),
    breakage('half'),
    breakage('redirect'),
  ]) {
    zendesk.onApi(script);
    await browser.post('/agent-session');
  }
  for (const script of [
    json(400, { error: 'invalid_grant', error_description: leak }),
    json(401, { error: leak }),
    json(200, { access_token: 5, refresh_token: refreshToken, token_type: 'Bearer', note: leak }),
    json(200, { ...zendesk.token, scope: leak }),
    breakage('not json'),
    breakage('nothing'),
  ]) {
    zendesk.onToken(script);
    await signIn(browser, zendesk);
  }
  const callback = await beginSignIn(browser, code);
  await browser.get(`${callback}&state=${code}`);
  await browser.get(`/auth/callback?error=${accessToken}&error_description=${clientSecret}`);
  await browser.post('/auth/logout');
  await browser.get('/metrics');

  const everything = [...browser.seen, ...proxy.logLines].join('\n');
  expect(proxy.logLines.length).toBeGreaterThan(20);
  for (const [name, secret] of Object.entries({ ...zendesk.secrets, session: proxy.sessionSecret })) {
    expect(everything.includes(secret), name).toBe(false);
  }
  const socketKey = zendesk.session.websocket_url.split(':').at(-1) ?? '';
  expect(proxy.logLines.join('\n').includes(socketKey), 'socket URL in the log').toBe(false);
});

it('the log hides what is handed to it by mistake', async () => {
  const { createLog } = await import('./requestLog.ts');
  const lines: string[] = [];
  const log = createLog('info', { write: line => void lines.push(line) });
  const { accessToken } = zendesk.secrets;
  log.info({
    accessToken,
    token: { access_token: accessToken },
    request: { headers: { cookie: accessToken } },
  });
  log.error({ err: new Error(`failed with ${accessToken}`, { cause: accessToken }) }, 'failed');
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toContain(accessToken);
  expect(lines[1]).toContain('secrets.test.ts');
});
