import * as oauth from 'oauth4webapi';
import type { ZendeskAccount } from './config.ts';
import { UpstreamError } from './errors.ts';
import { isLoopbackHost } from './loopback.ts';
import { fetchUpstream, type UpstreamAnswer, type UpstreamOptions } from './upstream.ts';

/** All three are needed to start an agent session (Zendesk's article, "Start agent session"). */
const neededScopes = ['read', 'write', 'chat'] as const;

/** Characters; Zendesk's have 64. More does not fit into a cookie: a sign-in without a token, but not without its refresh. */
const longestAccessToken = 1600;
const longestRefreshToken = 1024;

/** What `/?error=` may say: the codes of RFC 6749, and three of our own for a state that does not fit. */
const codes = [
  'access_denied',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
  'server_error',
  'temporarily_unavailable',
  'invalid_state',
  'expired_state',
] as const;
export type SignInErrorCode = (typeof codes)[number];

/** A sign-in that came to nothing. Only its code is shown; nothing of Zendesk's answer is kept. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly code: SignInErrorCode;

  constructor(code: SignInErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  static is(value: unknown): value is SignInError {
    return value instanceof SignInError;
  }
}

export type Grant = {
  accessToken: string;
  /** Works once. Null when Zendesk gave none. */
  refreshToken: string | null;
  /** Seconds, or undefined when Zendesk does not say. */
  expiresIn: number | undefined;
};

/** One sign-in's secrets: `state` goes to Zendesk and back, both stay sealed in the browser meanwhile. */
export type LoginSecrets = { state: string; codeVerifier: string | null };

export type OAuth = {
  newLogin(): LoginSecrets;
  /** The page of Zendesk's that asks the agent. */
  authorizeUrl(login: LoginSecrets): Promise<URL>;
  /**
   * Checks what Zendesk sent the browser back with, and exchanges the code for a token.
   *
   * @throws {SignInError}
   */
  exchange(callback: URLSearchParams, login: LoginSecrets): Promise<Grant>;
  /**
   * Exchanges a refresh token, which is spent by it, for a new grant.
   *
   * @throws {SignInError} `invalid_grant` when it was spent before or has ended.
   */
  refresh(refreshToken: string): Promise<Grant>;
};

/** The authorization code flow of Zendesk Chat, for a confidential client with one exact redirect URI. */
export function createOAuth(account: ZendeskAccount, redirectUri: string, options: UpstreamOptions): OAuth {
  const server: oauth.AuthorizationServer = {
    issuer: account.authorizeUrl.origin,
    authorization_endpoint: account.authorizeUrl.href,
    token_endpoint: account.tokenUrl.href,
  };
  const client: oauth.Client = { client_id: account.clientId };
  const scope = neededScopes.join(' ');
  const authentication = oauth.ClientSecretPost(account.clientSecret);
  const requestOptions = {
    // Codes and refresh tokens work once: no second try but for a request that was never sent.
    [oauth.customFetch]: async (
      url: string,
      { headers, body }: oauth.CustomFetchOptions<'POST', URLSearchParams>,
    ) =>
      asResponse(
        await fetchUpstream(
          url,
          { method: 'POST', headers, body: body.toString() },
          { ...options, repeat: 'unsent' },
        ),
      ),
    [oauth.allowInsecureRequests]: isLoopbackHost(account.tokenUrl.hostname),
  };

  return {
    newLogin: () => ({
      state: oauth.generateRandomState(),
      codeVerifier: account.pkce ? oauth.generateRandomCodeVerifier() : null,
    }),
    async authorizeUrl({ state, codeVerifier }) {
      const url = new URL(account.authorizeUrl);
      const parameters = {
        response_type: 'code',
        client_id: account.clientId,
        redirect_uri: redirectUri,
        scope,
        state,
        ...(codeVerifier && {
          code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
        }),
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url;
    },
    async exchange(callback, { state, codeVerifier }) {
      const checked = checkCallback(server, client, callback, state);
      try {
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          checked,
          redirectUri,
          codeVerifier ?? oauth.nopkce,
          { ...requestOptions, additionalParameters: { scope } },
        );
        return readGrant(await oauth.processAuthorizationCodeResponse(server, client, response));
      } catch (error) {
        throw explainExchange(error);
      }
    },
    async refresh(refreshToken) {
      try {
        const response = await oauth.refreshTokenGrantRequest(
          server,
          client,
          authentication,
          refreshToken,
          requestOptions,
        );
        return readGrant(await oauth.processRefreshTokenResponse(server, client, response));
      } catch (error) {
        throw explainExchange(error);
      }
    },
  };
}

/** What the library reads of an answer. */
function asResponse({ status, headers, text }: UpstreamAnswer): Response {
  const read = ['content-type', 'www-authenticate'] as const;
  const pairs = read.flatMap((name): [string, string][] => (headers[name] ? [[name, headers[name]]] : []));
  return new Response(text || null, { status, headers: pairs });
}

/** The error that Zendesk sent the browser back with, if it did. */
export function callbackError(callback: URLSearchParams): SignInError | undefined {
  const error = callback.get('error');
  return error === null
    ? undefined
    : new SignInError(knownCode(error), 'Zendesk ended the sign-in with an error.');
}

function checkCallback(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  callback: URLSearchParams,
  state: string,
): URLSearchParams {
  if (!callback.get('code'))
    throw new SignInError('invalid_request', 'The answer to the sign-in carries no code.');
  try {
    return oauth.validateAuthResponse(server, client, callback, state);
  } catch {
    throw new SignInError(
      'invalid_state',
      'The answer does not belong to the sign-in that this browser began.',
    );
  }
}

function readGrant(answer: oauth.TokenEndpointResponse): Grant {
  // Left out means granted as asked for (RFC 6749, 5.1).
  const granted = new Set(answer.scope?.split(/[\s,]+/) ?? neededScopes);
  const missing = neededScopes.filter(scope => !granted.has(scope));
  if (missing.length > 0)
    throw new SignInError('invalid_scope', `The token lacks the scope ${missing.join(' ')}.`);
  const { access_token: accessToken, refresh_token: refreshToken = '', expires_in: expiresIn } = answer;
  if (accessToken.length > longestAccessToken)
    throw new SignInError(
      'server_error',
      `The access token is longer than ${longestAccessToken} characters.`,
    );
  const isKept = refreshToken !== '' && refreshToken.length <= longestRefreshToken;
  return { accessToken, refreshToken: isKept ? refreshToken : null, expiresIn };
}

function explainExchange(error: unknown): SignInError {
  if (SignInError.is(error)) return error;
  if (UpstreamError.is(error)) {
    const code = error.errorName === 'UPSTREAM_BAD_ANSWER' ? 'server_error' : 'temporarily_unavailable';
    return new SignInError(code, error.message);
  }
  if (error instanceof oauth.ResponseBodyError)
    return new SignInError(knownCode(error.error), `The token endpoint refused with HTTP ${error.status}.`);
  if (error instanceof oauth.WWWAuthenticateChallengeError)
    return new SignInError(
      'invalid_client',
      `The token endpoint refused the client with HTTP ${error.status}.`,
    );
  return new SignInError('server_error', "The token endpoint's answer is not what OAuth 2 asks for.");
}

/** Zendesk has been seen to write `invalid scope`. */
function knownCode(error: string): SignInErrorCode {
  const spelled = error
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  return codes.find(code => code === spelled) ?? 'server_error';
}
