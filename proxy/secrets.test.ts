import { expect, it } from 'vitest';
import { breakage, json } from './testing/fakeZendesk.ts';
import { setUpProxy } from './testing/setUpProxy.ts';
import { beginSignIn, signIn } from './testing/testProxy.ts';

const here = setUpProxy();

it('no secret is in any answer, header, metric or log line, on any road good or bad', async () => {
  const { accessToken, refreshToken, clientSecret, code } = here.zendesk.secrets;
  const leak = Object.values(here.zendesk.secrets).join(' ');
  const browser = here.proxy.browser();

  await signIn(browser, here.zendesk, '/chats/2.abc');
  await browser.post('/agent-session');
  for (const path of ['/auth/me', '/agent-session', '/metrics', '/readyz', '/', `/${code}`])
    await browser.get(path);
  for (const script of [
    json(401, { errors: [{ name: 'UNAUTHORIZED', message: `bad token ${accessToken}`, UUID: accessToken }] }),
    json(200, { data: null, [accessToken]: leak }),
    breakage('half'),
    breakage('redirect'),
  ]) {
    here.zendesk.onApi(script);
    await browser.post('/agent-session');
  }
  for (const script of [
    json(400, { error: 'invalid_grant', error_description: leak }),
    json(401, { error: leak }),
    json(200, { access_token: 5, refresh_token: refreshToken, token_type: 'Bearer', note: leak }),
    json(200, { ...here.zendesk.token, scope: leak }),
    breakage('not json'),
    breakage('nothing'),
  ]) {
    here.zendesk.onToken(script);
    await signIn(browser, here.zendesk);
  }
  const callback = await beginSignIn(browser, code);
  await browser.get(`${callback}&state=${code}`);
  await browser.get(`/auth/callback?error=${accessToken}&error_description=${clientSecret}`);
  await browser.post('/auth/logout');
  await browser.get('/metrics');

  const everything = [...browser.seen, ...here.proxy.logLines].join('\n');
  expect(here.proxy.logLines.length).toBeGreaterThan(20);
  for (const [name, secret] of Object.entries({
    ...here.zendesk.secrets,
    session: here.proxy.sessionSecret,
  })) {
    expect(everything.includes(secret), name).toBe(false);
  }
  const socketKey = here.zendesk.session.websocket_url.split(':').at(-1) ?? '';
  expect(here.proxy.logLines.join('\n').includes(socketKey), 'socket URL in the log').toBe(false);
});

it('the log hides what is handed to it by mistake', async () => {
  const { createLog } = await import('./requestLog.ts');
  const lines: string[] = [];
  const log = createLog('info', { write: line => void lines.push(line) });
  const { accessToken } = here.zendesk.secrets;
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
