import { describe, expect, it } from 'vitest';
import { breakage, html, json, type Script } from './testing/fakeZendesk.ts';
import { setUpProxy } from './testing/setUpProxy.ts';
import { signIn } from './testing/testProxy.ts';

const here = setUpProxy();
const list = '/api/v2/chat/oauth/tokens';

/** Signs in and out again, and gives the calls to the token list that came of it. */
async function signOut() {
  const browser = here.proxy.browser();
  await signIn(browser, here.zendesk);
  const answer = await browser.post('/auth/logout');
  expect([answer.status, browser.cookies.size]).toEqual([204, 0]);
  await here.proxy.close();
  return here.zendesk.received.filter(({ path }) => path.startsWith(list));
}

const entryOf = (token: string, id: unknown = 38) => ({ id, access_token: token, scopes: 'read write chat' });

describe('signing out', () => {
  it('revokes the token at Zendesk: that one and no other', async () => {
    const { accessToken } = here.zendesk.secrets;
    const tokens = [entryOf('another', 37), entryOf(accessToken), entryOf('a third', 39)];
    here.zendesk.on(list, json(200, tokens));
    here.zendesk.on(`${list}/38`, json(204, null));
    const calls = await signOut();
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET ${list}`,
      `DELETE ${list}/38`,
    ]);
    for (const { headers } of calls) expect(headers.authorization).toBe(`Bearer ${accessToken}`);
    expect(here.proxy.logLines.join('')).toContain('"revocation":"revoked"');
  });

  it.each<[string, Script, string]>([
    ['has no such list', json(404, {}), 'not offered'],
    ['keeps it from agents', json(403, {}), 'not offered'],
    ['no longer takes the token', json(401, {}), 'not offered'],
    ['does not list the token', json(200, [entryOf('another')]), 'not found'],
    ['answers something else', json(200, { tokens: [] }), 'failed'],
    ['answers HTML', html(200), 'failed'],
    ['answers half', breakage('half'), 'failed'],
    ['hangs up', breakage('nothing'), 'failed'],
    ['answers without end', breakage('endless'), 'failed'],
  ])('goes well when Zendesk %s', async (_, script, outcome) => {
    here.zendesk.on(list, script);
    const calls = await signOut();
    expect(calls.map(({ method }) => method)).toEqual(['GET']);
    expect(here.proxy.logLines.join('')).toContain(`"revocation":"${outcome}"`);
  });

  it('asks for no other path than a token’s, whatever the list says', async () => {
    here.zendesk.on(list, json(200, [entryOf(here.zendesk.secrets.accessToken, '../clients/1')]));
    expect(await signOut()).toHaveLength(1);
  });

  it('does not wait for Zendesk', async () => {
    const asked = new Promise<() => void>(resolve => {
      here.zendesk.on(list, (response, request) => resolve(() => json(404, {})(response, request)));
    });
    const browser = here.proxy.browser();
    await signIn(browser, here.zendesk);
    expect((await browser.post('/auth/logout')).status).toBe(204);
    expect(here.proxy.logLines.join('')).not.toContain('"revocation"');
    const answerNow = await asked;
    answerNow();
  });

  it('asks nothing when nobody was signed in, or another site wants it', async () => {
    const browser = here.proxy.browser();
    await browser.post('/auth/logout');
    await signIn(browser, here.zendesk);
    await browser.send('POST', '/auth/logout', { origin: 'https://evil.example' });
    await here.proxy.close();
    expect(here.zendesk.received.map(({ path }) => path)).toEqual(['/oauth2/chat/token']);
  });
});
