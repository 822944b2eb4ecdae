import type { Context } from 'hono';
import * as v from 'valibot';
import type { SandboxApp } from './app.ts';
import { CONSENT_STYLE, consentPage, refusedAuthorizePage } from './oauth/consentPage.ts';
import type { TokenBook } from './oauth/tokenBook.ts';
import { SCOPES } from './oauth/tokenBook.ts';
import type { World } from './world/model.ts';
import { agentsOf } from './world/model.ts';
import type { WorldStore } from './worldStore.ts';

interface OauthServices {
  readonly store: WorldStore;
  readonly tokens: TokenBook;
}

const PAGE_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
};

const authorizeSchema = v.object({
  response_type: v.optional(v.string(), ''),
  client_id: v.optional(v.string(), ''),
  redirect_uri: v.optional(v.string(), ''),
  scope: v.optional(v.string(), ''),
  state: v.optional(v.string()),
});
type AuthorizeRequest = v.InferOutput<typeof authorizeSchema>;

const decisionSchema = v.object({
  ...authorizeSchema.entries,
  agent_id: v.string(),
  decision: v.picklist(['allow', 'deny']),
});

/**
 * The OAuth endpoints of Zendesk Chat (facts.md, "OAuth of Zendesk Chat"). Any client id and secret that
 * are not empty are accepted: ours.
 */
export function addOauth(app: SandboxApp, services: OauthServices): void {
  app.get('/oauth2/chat/authorizations/new', c => askForConsent(c, services));
  app.post('/oauth2/chat/authorizations', c => takeDecision(c, services));
  app.post('/oauth2/chat/token', c => giveTokens(c, services));
  app.get('/oauth2/chat/consent.css', c => c.body(CONSENT_STYLE, 200, { 'Content-Type': 'text/css' }));
}

function askForConsent(c: Context, { store }: OauthServices): Response | Promise<Response> {
  const request = v.parse(authorizeSchema, c.req.query());
  const unfit = whyUnfit(request);
  if (unfit !== null) return c.html(refusedAuthorizePage(unfit), 400, PAGE_HEADERS);
  const error = errorOf(request);
  if (error !== null) return c.redirect(redirectTo(request, { error }));
  const scope = request.scope || SCOPES.join(' ');
  return c.html(
    consentPage(agentsToChoose(store.world), { ...withoutUndefined(request), scope }),
    200,
    PAGE_HEADERS,
  );
}

async function takeDecision(c: Context, { store, tokens }: OauthServices): Promise<Response> {
  const form = v.safeParse(decisionSchema, await c.req.parseBody());
  const unfit = form.success ? whyUnfit(form.output) : 'The form is not complete. Go back and choose again.';
  if (!form.success || unfit !== null) {
    return c.html(refusedAuthorizePage(unfit ?? 'The form is not complete.'), 400, PAGE_HEADERS);
  }
  const { decision, agent_id: agentId, client_id: clientId, scope, redirect_uri } = form.output;
  const known = agentsToChoose(store.world).some(agent => agent.id === agentId);
  const error = errorOf(form.output) ?? (decision === 'deny' || !known ? 'access_denied' : null);
  if (error !== null) return c.redirect(redirectTo(form.output, { error }));
  const code = tokens.issueCode({ agentId, clientId, scope }, redirect_uri);
  return c.redirect(redirectTo(form.output, { code }));
}

/** The token endpoint; errors as RFC 6749, section 5.2. */
async function giveTokens(c: Context, { tokens }: OauthServices): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  const form = v.safeParse(v.record(v.string(), v.string()), await c.req.parseBody());
  if (!form.success)
    return refuse(c, 400, 'invalid_request', 'Expected a form (application/x-www-form-urlencoded).');
  const fields = form.output;
  const client = clientOf(c, fields);
  if (!client) return refuse(c, 401, 'invalid_client', 'client_id and client_secret are needed.');
  switch (fields['grant_type']) {
    case 'authorization_code': {
      const { code, redirect_uri: redirectUri } = fields;
      if (!code || !redirectUri)
        return refuse(c, 400, 'invalid_request', 'code and redirect_uri are needed.');
      const issued = tokens.exchangeCode(code, client, redirectUri);
      const why = 'The code is unknown, used, older than 60 s, or of another client or redirect_uri.';
      return issued ? c.json(issued) : refuse(c, 400, 'invalid_grant', why);
    }
    case 'refresh_token': {
      const token = fields['refresh_token'];
      if (!token) return refuse(c, 400, 'invalid_request', 'refresh_token is needed.');
      const issued = tokens.exchangeRefreshToken(token, client);
      return issued
        ? c.json(issued)
        : refuse(c, 400, 'invalid_grant', 'The refresh token is unknown or used.');
    }
    case undefined:
      return refuse(c, 400, 'invalid_request', 'grant_type is needed.');
    default:
      return refuse(c, 400, 'unsupported_grant_type', 'Expected authorization_code or refresh_token.');
  }
}

/** The client's id when it gave a secret too: in the form, or by HTTP Basic. */
function clientOf(c: Context, fields: Readonly<Record<string, string>>): string | null {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/.exec(c.req.header('Authorization') ?? '')?.[1];
  const [basicId, basicSecret] = basic ? Buffer.from(basic, 'base64').toString().split(':') : [];
  const id = fields['client_id'] ?? (basicId && decodeURIComponent(basicId));
  const secret = fields['client_secret'] ?? basicSecret;
  return id && secret ? id : null;
}

function refuse(c: Context, status: 400 | 401, error: string, description: string): Response {
  return c.json({ error, error_description: description }, status);
}

/** Why the request can't even be answered at its redirect_uri; null when it can. */
function whyUnfit({ client_id: clientId, redirect_uri: redirectUri }: AuthorizeRequest): string | null {
  if (clientId === '') return 'client_id is missing.';
  if (!URL.canParse(redirectUri)) return 'redirect_uri is missing or not an absolute URL.';
  const { protocol, hostname, hash } = new URL(redirectUri);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
  if (protocol === 'https:' || (protocol === 'http:' && isLocal)) {
    return hash === '' ? null : 'redirect_uri must not have a fragment.';
  }
  return 'redirect_uri must be https, except on localhost.';
}

/** RFC 6749, section 4.1.2.1. */
function errorOf({ response_type: responseType, scope }: AuthorizeRequest): string | null {
  if (responseType !== 'code') return 'unsupported_response_type';
  const known: readonly string[] = SCOPES;
  return scope.split(' ').every(name => name === '' || known.includes(name)) ? null : 'invalid_scope';
}

function redirectTo(request: AuthorizeRequest, answer: Readonly<Record<string, string>>): string {
  const url = new URL(request.redirect_uri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (request.state !== undefined) url.searchParams.set('state', request.state);
  return url.href;
}

function agentsToChoose(world: World) {
  return agentsOf(world)
    .filter(agent => agent.canSignIn)
    .map(agent => ({ ...agent, departments: departmentNames(world, agent.departmentIds) }));
}

function departmentNames(world: World, ids: readonly string[]): string {
  return ids.map(id => world.departments.get(id)?.name ?? '').join(', ');
}

function withoutUndefined(request: AuthorizeRequest): Record<string, string> {
  const { state, ...rest } = request;
  return state === undefined ? rest : { ...rest, state };
}
