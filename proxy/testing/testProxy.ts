import { randomBytes } from 'node:crypto';
import { readConfig } from '../config.ts';
import type { RateLimits } from '../rateLimit.ts';
import { createLog } from '../requestLog.ts';
import { type ClientTimes, startServer } from '../server.ts';
import { Browser } from './browser.ts';
import type { FakeZendesk } from './fakeZendesk.ts';

export type TestProxyOptions = {
  env?: Record<string, string>;
  dashboard?: string;
  limits?: RateLimits;
  upstreamTimeout?: number;
  clientTimes?: ClientTimes;
};

export type TestProxy = Awaited<ReturnType<typeof startTestProxy>>;

/** The whole proxy on a free port, in front of a fake Zendesk, its log kept. */
export async function startTestProxy(zendesk: FakeZendesk, options: TestProxyOptions = {}) {
  const { env, dashboard = '/nowhere', ...rest } = options;
  const sessionSecret = randomBytes(48).toString('base64');
  const config = readConfig({ ...accountAt(zendesk), SESSION_SECRET: sessionSecret, PORT: '0', ...env });
  const logLines: string[] = [];
  const log = createLog('trace', { write: line => void logLines.push(line) });
  const server = await startServer({ config, log, dashboard, ...rest });
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    publicOrigin: server.publicOrigin,
    sessionSecret,
    logLines,
    browser: () => new Browser(url, server.publicOrigin),
    close: (grace = 0) => server.close(grace),
  };
}

/** The variables of an account at the fake Zendesk. */
export function accountAt({ url, secrets }: FakeZendesk): Record<string, string> {
  return {
    ZENDESK_SUBDOMAIN: 'acme',
    ZENDESK_CLIENT_ID: 'switchboard-client',
    ZENDESK_CLIENT_SECRET: secrets.clientSecret,
    ZENDESK_CHAT_API_URL: `${url}/graphql/request`,
    ZENDESK_AUTHORIZE_URL: `${url}/oauth2/chat/authorizations/new`,
    ZENDESK_TOKEN_URL: `${url}/oauth2/chat/token`,
  };
}

/** Begins a sign-in and gives the path that Zendesk would send the browser back to. */
export async function beginSignIn(browser: Browser, code: string, returnTo?: string): Promise<string> {
  const query = returnTo === undefined ? '' : `?return_to=${encodeURIComponent(returnTo)}`;
  const login = await browser.get(`/auth/login${query}`);
  const authorize = new URL(login.headers.get('location') ?? '');
  return `/auth/callback?${new URLSearchParams({ code, state: authorize.searchParams.get('state') ?? '' })}`;
}

/** Signs in and gives the callback's answer. */
export async function signIn(browser: Browser, zendesk: FakeZendesk, returnTo?: string): Promise<Response> {
  return browser.get(await beginSignIn(browser, zendesk.secrets.code, returnTo));
}
