import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { isLoopbackHost } from './loopback.ts';
import type { RateLimits } from './rateLimit.ts';

/** Where Zendesk, or the sandbox in its place, is reached, and as whom. */
export type ZendeskAccount = {
  subdomain: string;
  clientId: string;
  clientSecret: string;
  authorizeUrl: URL;
  tokenUrl: URL;
  chatApiUrl: URL;
  /** Sends a code challenge. Off unless asked for: nothing says that Zendesk Chat supports PKCE. */
  pkce: boolean;
};

export type Config = {
  mode: 'zendesk' | 'sandbox';
  port: number;
  /** The address to listen on; undefined listens on all of them. */
  bindAddress: string | undefined;
  /** The dashboard's origin as browsers see it, such as `https://chat.example.com`. */
  publicOrigin: string;
  zendesk: ZendeskAccount;
  /** The first seals, all of them open. */
  sessionSecrets: readonly string[];
  /** Number of reverse proxies in front of this one. */
  proxyHops: number;
  /** An office of a thousand agents may share one address, and sign in at nine o'clock. */
  rateLimits: RateLimits;
  /** Redis or Valkey, for what replicas share; undefined keeps it to each replica. */
  redisUrl: string | undefined;
  logLevel: string;
  /** What the operator should know, though it stops nothing. */
  warnings: readonly string[];
};

/** Names every variable that is wrong, so that they can be mended in one go. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration is not usable:\n${problems.map(problem => `  ${problem}`).join('\n')}\nSee .env.example. Without any ZENDESK_ variable, npm start runs on the sandbox.`,
    );
    this.problems = problems;
  }
}

const expected: Readonly<Record<string, string>> = {
  PORT: 'a whole number from 0 to 65535',
  BIND_ADDRESS: 'a host name or address to listen on',
  PUBLIC_URL:
    'an origin such as https://chat.example.com, without a path. Use https, for over plain http browsers withhold what the dashboard needs (Web Locks, crypto.randomUUID) from every host but localhost, 127.0.0.1 and [::1]',
  ZENDESK_SUBDOMAIN: 'the name before .zendesk.com, such as "acme"',
  ZENDESK_CLIENT_ID: 'the client id of the OAuth client (Zendesk Chat, Settings, Account, API & SDKs)',
  ZENDESK_CLIENT_SECRET: 'the client secret of the OAuth client, whose type must be confidential',
  ZENDESK_CHAT_API_URL: 'an https URL without user and password (http only on this machine)',
  ZENDESK_AUTHORIZE_URL: 'an https URL without user and password (http only on this machine)',
  ZENDESK_TOKEN_URL: 'an https URL without user and password (http only on this machine)',
  ZENDESK_PKCE: '"on" or "off"',
  SESSION_SECRET:
    'a secret of at least 32 bytes (openssl rand -base64 48 makes one); or several of that length, separated by spaces or commas',
  SWITCHBOARD_SANDBOX_URL: 'an http URL on this machine',
  SANDBOX_PORT: 'a whole number from 0 to 65535',
  SANDBOX_SCENARIO: 'the name of a scenario, such as walkthrough or quiet',
  TRUST_PROXY: 'the number of reverse proxies in front, from 0 to 10 ("true" is 1, "false" is 0)',
  REDIS_URL: 'a URL such as redis://user:password@host:6379 (rediss:// over TLS)',
  LOGIN_LIMIT: 'a whole number from 1 to 99999: sign-ins a minute from one address',
  SESSION_LIMIT: 'a whole number from 1 to 99999: session starts a minute from one address',
  LOG_LEVEL: 'one of trace, debug, info, warn, error, fatal, silent',
};

/** Their values never appear in a message. */
const secretNames = new Set(['ZENDESK_CLIENT_SECRET', 'SESSION_SECRET', 'REDIS_URL']);

const wholeNumber = (least: number, most: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.minValue(least), v.maxValue(most));

const url = v.pipe(
  v.string(),
  v.check(text => URL.canParse(text)),
  v.transform(text => new URL(text)),
);

/** Nothing travels in the clear but on this machine; and addresses are shown to browsers, so no secret is in one. */
const safeUrl = v.pipe(
  url,
  v.check(
    ({ protocol, hostname }) => protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname)),
  ),
  v.check(({ username, password }) => !username && !password),
);

/** What is safe is also what browsers give a secure context. */
const origin = v.pipe(
  safeUrl,
  v.check(({ pathname, search, hash }) => pathname === '/' && !search && !hash),
  v.transform(value => value.origin),
);

const redisUrl = v.pipe(
  v.string(),
  v.regex(/^rediss?:\/\/[^\s/]/),
  v.check(text => URL.canParse(text)),
);

const sessionSecrets = v.pipe(v.string(), v.transform(separateSecrets), v.everyItem(isLongSecret));

const proxyHops = v.union([
  wholeNumber(0, 10),
  v.pipe(
    v.picklist(['true', 'false']),
    v.transform(word => (word === 'true' ? 1 : 0)),
  ),
]);

const everyMode = {
  PORT: v.optional(wholeNumber(0, 65_535), '3000'),
  BIND_ADDRESS: v.optional(v.pipe(v.string(), v.regex(/^[\w.:-]+$/))),
  PUBLIC_URL: v.optional(origin),
  TRUST_PROXY: v.optional(proxyHops, '0'),
  REDIS_URL: v.optional(redisUrl),
  // Read by the sandbox; checked here so that one error names all that is wrong.
  SANDBOX_PORT: v.optional(wholeNumber(0, 65_535)),
  SANDBOX_SCENARIO: v.optional(v.pipe(v.string(), v.regex(/^[a-z][\w-]*$/))),
  LOGIN_LIMIT: v.optional(wholeNumber(1, 99_999), '1200'),
  SESSION_LIMIT: v.optional(wholeNumber(1, 99_999), '1200'),
  LOG_LEVEL: v.optional(v.picklist(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']), 'info'),
};

const zendeskVariables = v.object({
  ...everyMode,
  ZENDESK_SUBDOMAIN: v.pipe(v.string(), v.toLowerCase(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/)),
  ZENDESK_CLIENT_ID: v.pipe(v.string(), v.regex(/^\S+$/)),
  ZENDESK_CLIENT_SECRET: v.pipe(v.string(), v.regex(/^\S+$/)),
  ZENDESK_CHAT_API_URL: v.optional(safeUrl, 'https://chat-api.zopim.com/graphql/request'),
  ZENDESK_AUTHORIZE_URL: v.optional(safeUrl),
  ZENDESK_TOKEN_URL: v.optional(safeUrl),
  ZENDESK_PKCE: v.optional(v.picklist(['on', 'off']), 'off'),
  SESSION_SECRET: sessionSecrets,
});

const sandboxVariables = v.object({
  ...everyMode,
  SWITCHBOARD_SANDBOX_URL: v.pipe(
    safeUrl,
    v.check(({ hostname }) => isLoopbackHost(hostname)),
  ),
  SESSION_SECRET: v.optional(sessionSecrets),
});

/** A passphrase has spaces of its own: what stands between them is a secret only when each part is long enough. */
function separateSecrets(text: string): string[] {
  const parts = text.split(/[\s,]+/).filter(part => part !== '');
  return parts.length > 0 && parts.every(isLongSecret) ? parts : [text.trim()];
}

function isLongSecret(secret: string): boolean {
  return Buffer.byteLength(secret) >= 32;
}

type Variables = Record<string, string | undefined>;

/**
 * Reads the configuration from environment variables. An empty one counts as not set.
 *
 * With `SWITCHBOARD_SANDBOX_URL`, which `npm start` sets when no `ZENDESK_` variable is there, the sandbox at that URL
 * stands in for Zendesk; without it a Zendesk account is required.
 *
 * @throws {ConfigError} naming every bad variable; no secret's value is in it.
 */
export function readConfig(env: Variables): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
  const { SWITCHBOARD_SANDBOX_URL: sandbox } = set;
  return sandbox === undefined ? readZendeskConfig(set) : readSandboxConfig(set);
}

function readZendeskConfig(env: Variables): Config {
  const variables = parse(zendeskVariables, env);
  const base = `https://${variables.ZENDESK_SUBDOMAIN}.zendesk.com/oauth2/chat`;
  return {
    ...sharedConfig(variables),
    mode: 'zendesk',
    zendesk: {
      subdomain: variables.ZENDESK_SUBDOMAIN,
      clientId: variables.ZENDESK_CLIENT_ID,
      clientSecret: variables.ZENDESK_CLIENT_SECRET,
      authorizeUrl: variables.ZENDESK_AUTHORIZE_URL ?? new URL(`${base}/authorizations/new`),
      tokenUrl: variables.ZENDESK_TOKEN_URL ?? new URL(`${base}/token`),
      chatApiUrl: variables.ZENDESK_CHAT_API_URL,
      pkce: variables.ZENDESK_PKCE === 'on',
    },
    sessionSecrets: variables.SESSION_SECRET,
  };
}

function readSandboxConfig(env: Variables): Config {
  const mixed = Object.keys(env).filter(name => name.startsWith('ZENDESK_'));
  if (mixed.length > 0)
    throw new ConfigError([`SWITCHBOARD_SANDBOX_URL: stands for Zendesk; unset ${mixed.join(', ')}`]);
  const variables = parse(sandboxVariables, env);
  const sandbox = variables.SWITCHBOARD_SANDBOX_URL;
  const shared = sharedConfig(variables);
  const unsealed = 'SESSION_SECRET is not set: one was made at random, so a restart signs everyone out.';
  return {
    ...shared,
    mode: 'sandbox',
    zendesk: {
      subdomain: 'sandbox',
      clientId: `sandbox-${randomBytes(8).toString('hex')}`,
      clientSecret: randomBytes(32).toString('base64url'),
      authorizeUrl: new URL('/oauth2/chat/authorizations/new', sandbox),
      tokenUrl: new URL('/oauth2/chat/token', sandbox),
      chatApiUrl: new URL('/graphql/request', sandbox),
      pkce: false,
    },
    sessionSecrets: variables.SESSION_SECRET ?? [randomBytes(32).toString('base64url')],
    warnings: variables.SESSION_SECRET ? [] : [unsealed],
  };
}

type SharedVariables = v.InferOutput<v.ObjectSchema<typeof everyMode, undefined>>;

function sharedConfig(variables: SharedVariables) {
  // A browser leaves port 80 out of an http origin, and so does URL.
  const publicUrl = new URL(variables.PUBLIC_URL ?? `http://localhost:${variables.PORT}`);
  return {
    port: variables.PORT,
    bindAddress: variables.BIND_ADDRESS ?? (isLoopbackHost(publicUrl.hostname) ? '127.0.0.1' : undefined),
    publicOrigin: publicUrl.origin,
    proxyHops: variables.TRUST_PROXY,
    rateLimits: { login: variables.LOGIN_LIMIT, agentSession: variables.SESSION_LIMIT },
    redisUrl: variables.REDIS_URL,
    logLevel: variables.LOG_LEVEL,
    warnings: [],
  };
}

function parse<const Schema extends typeof zendeskVariables | typeof sandboxVariables>(
  schema: Schema,
  env: Variables,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, env);
  if (result.success) return result.output;
  const names = new Set(result.issues.map(issue => v.getDotPath(issue)?.split('.')[0] ?? ''));
  throw new ConfigError(
    [...names].map(name => `${name}: expected ${expected[name]}; ${whatCame(name, env[name])}`),
  );
}

function whatCame(name: string, value: string | undefined): string {
  if (value === undefined) return 'it is not set';
  // As JSON, so that no control character of it reaches the terminal.
  const shown = value.slice(0, 200).replace(/\/\/[^/]*@/, '//...@');
  return secretNames.has(name) ? `got ${Buffer.byteLength(value)} bytes` : `got ${JSON.stringify(shown)}`;
}
