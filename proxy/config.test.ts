import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const secret = randomBytes(32).toString('hex');
const account = {
  ZENDESK_SUBDOMAIN: 'acme',
  ZENDESK_CLIENT_ID: 'client',
  ZENDESK_CLIENT_SECRET: 'word',
  SESSION_SECRET: secret,
};
const sandbox = { SWITCHBOARD_SANDBOX_URL: 'http://127.0.0.1:4100' };

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('with a Zendesk account', () => {
  it('derives the endpoints from the subdomain', () => {
    const { mode, zendesk, port, publicOrigin } = readConfig(account);
    expect({ mode, port, publicOrigin }).toEqual({
      mode: 'zendesk',
      port: 3000,
      publicOrigin: 'http://localhost:3000',
    });
    expect(zendesk.authorizeUrl.href).toBe('https://acme.zendesk.com/oauth2/chat/authorizations/new');
    expect(zendesk.tokenUrl.href).toBe('https://acme.zendesk.com/oauth2/chat/token');
    expect(zendesk.chatApiUrl.href).toBe('https://chat-api.zopim.com/graphql/request');
  });

  it('takes other endpoints, over plain http on this machine alone', () => {
    const { zendesk } = readConfig({ ...account, ZENDESK_TOKEN_URL: 'http://127.0.0.1:9/token' });
    expect(zendesk.tokenUrl.href).toBe('http://127.0.0.1:9/token');
    expect(problemsOf({ ...account, ZENDESK_TOKEN_URL: 'http://example.com/token' })).toHaveLength(1);
  });

  it('takes several session secrets, and an empty variable for one that is not set', () => {
    const config = readConfig({
      ...account,
      SESSION_SECRET: `${secret}, ${secret}\n${secret}`,
      PORT: ' ',
      PUBLIC_URL: '',
    });
    expect(config.sessionSecrets).toEqual([secret, secret, secret]);
    expect(config.port).toBe(3000);
  });

  it.each([
    'correct horse battery staple, and some more',
    `${'ä'.repeat(20)} short`,
    'thirty-two bytes, but not alone,',
  ])('takes the passphrase %j whole, for its parts are too short to be secrets', passphrase => {
    expect(readConfig({ ...account, SESSION_SECRET: `${passphrase}\n` }).sessionSecrets).toEqual([
      passphrase,
    ]);
  });

  it.each([
    [{ PORT: '80' }, 'http://localhost'],
    [{ PORT: '443' }, 'http://localhost:443'],
    [{ PUBLIC_URL: 'http://127.0.0.1:80/' }, 'http://127.0.0.1'],
    [{ PUBLIC_URL: 'http://[::1]:8080' }, 'http://[::1]:8080'],
    [{ PUBLIC_URL: 'https://Chat.Example.com:443/' }, 'https://chat.example.com'],
  ])('with %j stands at %s, as browsers spell it', (env, origin) => {
    expect(readConfig({ ...account, ...env }).publicOrigin).toBe(origin);
  });

  it('takes a Redis, and does without', () => {
    const redisUrl = 'rediss://user:word@cache.example.com:6380/1';
    expect(readConfig({ ...account, REDIS_URL: redisUrl })).toMatchObject({ redisUrl, warnings: [] });
    expect(readConfig(account).redisUrl).toBeUndefined();
  });

  it('lets a thousand agents of one office in within a minute, and as many as it is told', () => {
    expect(readConfig(account).rateLimits).toEqual({ login: 1200, agentSession: 1200 });
    const limits = { LOGIN_LIMIT: '50', SESSION_LIMIT: '9000' };
    expect(readConfig({ ...account, ...limits }).rateLimits).toEqual({ login: 50, agentSession: 9000 });
  });

  it.each([
    ['true', 1],
    ['false', 0],
    ['2', 2],
  ])('takes TRUST_PROXY=%s for %i reverse proxies', (value, hops) => {
    expect(readConfig({ ...account, TRUST_PROXY: value }).proxyHops).toBe(hops);
  });

  it('refuses a public URL where browsers withhold what the dashboard needs, and says to use https', () => {
    for (const url of ['http://chat.example.com', 'http://192.168.0.7:3000', 'http://localhost.example.com'])
      expect(problemsOf({ ...account, PUBLIC_URL: url })).toEqual([
        expect.stringMatching(/^PUBLIC_URL: expected .+ Use https, .+; got "http:/),
      ]);
  });

  it('listens on this machine alone unless the dashboard is to be seen elsewhere', () => {
    expect(readConfig(account).bindAddress).toBe('127.0.0.1');
    expect(readConfig({ ...account, PUBLIC_URL: 'https://chat.example.com' }).bindAddress).toBeUndefined();
    expect(readConfig({ ...account, BIND_ADDRESS: '0.0.0.0' }).bindAddress).toBe('0.0.0.0');
  });
});

describe('with the sandbox', () => {
  it('needs nothing, and says that its session secret is made at random', () => {
    const { mode, zendesk, warnings, sessionSecrets } = readConfig(sandbox);
    expect(mode).toBe('sandbox');
    expect(zendesk.tokenUrl.href).toBe('http://127.0.0.1:4100/oauth2/chat/token');
    expect(zendesk.chatApiUrl.href).toBe('http://127.0.0.1:4100/graphql/request');
    expect(warnings).toEqual([expect.stringContaining('SESSION_SECRET')]);
    expect(sessionSecrets).not.toEqual(readConfig(sandbox).sessionSecrets);
  });

  it('keeps to the session secret that it is given', () => {
    const { warnings, sessionSecrets } = readConfig({ ...sandbox, SESSION_SECRET: secret });
    expect({ warnings, sessionSecrets }).toEqual({ warnings: [], sessionSecrets: [secret] });
  });

  it('is nowhere but on this machine, and not mixed with an account', () => {
    expect(problemsOf({ SWITCHBOARD_SANDBOX_URL: 'https://example.com' })).toHaveLength(1);
    expect(problemsOf({ ...sandbox, ZENDESK_CLIENT_ID: 'client' })).toEqual([
      expect.stringContaining('unset ZENDESK_CLIENT_ID'),
    ]);
  });
});

describe('a bad variable', () => {
  it.each([
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['PORT', 'http'],
    ['PUBLIC_URL', 'chat.example.com'],
    ['PUBLIC_URL', 'https://chat.example.com/switchboard'],
    ['PUBLIC_URL', 'ftp://chat.example.com'],
    ['PUBLIC_URL', 'https://user@chat.example.com'],
    ['ZENDESK_SUBDOMAIN', 'acme.zendesk.com'],
    ['ZENDESK_SUBDOMAIN', 'acme/evil'],
    ['ZENDESK_CLIENT_ID', 'two words'],
    ['ZENDESK_CHAT_API_URL', 'http://chat-api.zopim.com/'],
    ['ZENDESK_AUTHORIZE_URL', 'not a url'],
    ['ZENDESK_PKCE', 'maybe'],
    ['SESSION_SECRET', 'short'],
    ['SESSION_SECRET', 'too short, even as a whole'],
    ['TRUST_PROXY', 'yes'],
    ['TRUST_PROXY', '11'],
    ['REDIS_URL', 'localhost:6379'],
    ['REDIS_URL', 'redis://'],
    ['REDIS_URL', 'redis://host:port'],
    ['ZENDESK_TOKEN_URL', 'https://user:word@acme.zendesk.com/'],
    ['SANDBOX_PORT', 'x'],
    ['SANDBOX_SCENARIO', '../quiet'],
    ['LOGIN_LIMIT', '0'],
    ['SESSION_LIMIT', 'many'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%j is named, with what was expected', (name, value) => {
    expect(problemsOf({ ...account, [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name}: expected .+; got `)),
    ]);
  });

  it('is named together with all the others', () => {
    const names = problemsOf({ PORT: 'x', LOG_LEVEL: 'x', ZENDESK_SUBDOMAIN: '.' }).map(
      text => text.split(':')[0],
    );
    expect(names.sort()).toEqual([
      'LOG_LEVEL',
      'PORT',
      'SESSION_SECRET',
      'ZENDESK_CLIENT_ID',
      'ZENDESK_CLIENT_SECRET',
      'ZENDESK_SUBDOMAIN',
    ]);
  });

  it('does not show a secret', () => {
    const secrets = { SESSION_SECRET: 'hush-a', ZENDESK_CLIENT_SECRET: 'hush b', REDIS_URL: 'hush-c' };
    const text = problemsOf({ ...account, ...secrets }).join('\n');
    expect(text).toContain('got 6 bytes');
    expect(text).not.toContain('hush');
    const urls = { PUBLIC_URL: 'https://user:hush@host', ZENDESK_TOKEN_URL: 'https://user:hush@host/token' };
    expect(problemsOf({ ...account, ...urls }).join('\n')).toMatch(/got "https:\/\/\.\.\.@host/);
    expect(problemsOf({ ...account, ...urls }).join('\n')).not.toContain('hush');
  });

  it('is shown so that the terminal takes it for text, and in short', () => {
    const [problem = ''] = problemsOf({ ...account, LOG_LEVEL: `\u001b[2J\n${'x'.repeat(5000)}` });
    expect(problem).toContain('got "\\u001b[2J\\nxxx');
    expect(problem.length).toBeLessThan(500);
  });
});
