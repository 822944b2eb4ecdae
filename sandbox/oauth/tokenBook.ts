import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';

/** Accepted by startAgentSession without any sign-in, for scripts; it stands for the first demo agent. */
const FIXED_TOKEN = 'sandbox-token';

/** startAgentSession needs all three (article, "Start agent session"). */
export const SCOPES = ['read', 'write', 'chat'] as const;

/** Zendesk's example expires ten hours after its creation; the real lifetime is not known. */
const TOKEN_SECONDS = 36_000;
const CODE_MS = 60_000;
/** Of each kind; the oldest are forgotten beyond that. */
const ENTRIES_KEPT = 10_000;

export interface Grant {
  readonly agentId: string;
  readonly clientId: string;
  readonly scope: string;
}

export interface IssuedTokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly token_type: 'Bearer';
  readonly scope: string;
  /** Seconds. */
  readonly expires_in: number;
}

interface Code extends Grant {
  readonly redirectUri: string;
  readonly expiresAt: number;
}

/** Codes and tokens that were given out. Everything here is forgotten when the sandbox ends. */
export class TokenBook {
  readonly #clock: Clock;
  readonly #firstAgentId: () => string;
  readonly #codes = new Map<string, Code>();
  readonly #access = new Map<string, Grant & { readonly expiresAt: number }>();
  readonly #refresh = new Map<string, Grant>();

  constructor(clock: Clock, firstAgentId: () => string) {
    this.#clock = clock;
    this.#firstAgentId = firstAgentId;
  }

  /** A code that can be exchanged once, within 60 s. */
  issueCode(grant: Grant, redirectUri: string): string {
    const code = newSecret();
    enter(this.#codes, code, { ...grant, redirectUri, expiresAt: this.#clock.now() + CODE_MS });
    return code;
  }

  /** Null for a code that is unknown, used, too old or was given to another client or address. */
  exchangeCode(code: string, clientId: string, redirectUri: string): IssuedTokens | null {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (!known || known.expiresAt <= this.#clock.now()) return null;
    if (known.clientId !== clientId || known.redirectUri !== redirectUri) return null;
    return this.#issue({ agentId: known.agentId, clientId, scope: known.scope });
  }

  /** A refresh token works once. Null for one that is unknown, used or another client's. */
  exchangeRefreshToken(token: string, clientId: string): IssuedTokens | null {
    const grant = this.#refresh.get(token);
    if (!grant || grant.clientId !== clientId) return null;
    this.#refresh.delete(token);
    return this.#issue(grant);
  }

  /**
   * The agent whom an access token stands for.
   * @throws Refusal UNAUTHORIZED for an unknown or expired token, FORBIDDEN where scopes are missing
   */
  agentOf(accessToken: string): string {
    if (accessToken === FIXED_TOKEN) return this.#firstAgentId();
    const grant = this.#access.get(accessToken);
    if (!grant || grant.expiresAt <= this.#clock.now()) {
      throw new Refusal('UNAUTHORIZED', 'The access token is not known, or has expired. Sign in again.');
    }
    const missing = SCOPES.filter(scope => !grant.scope.split(' ').includes(scope));
    if (missing.length > 0) {
      throw new Refusal('FORBIDDEN', `The access token lacks the scope ${missing.join(', ')}.`);
    }
    return grant.agentId;
  }

  /** Forgets every code and token. */
  clear(): void {
    for (const book of [this.#codes, this.#access, this.#refresh]) book.clear();
  }

  #issue(grant: Grant): IssuedTokens {
    const tokens: IssuedTokens = {
      access_token: newSecret(),
      refresh_token: newSecret(),
      token_type: 'Bearer',
      scope: grant.scope,
      expires_in: TOKEN_SECONDS,
    };
    const expiresAt = this.#clock.now() + TOKEN_SECONDS * 1000;
    enter(this.#access, tokens.access_token, { ...grant, expiresAt });
    enter(this.#refresh, tokens.refresh_token, grant);
    return tokens;
  }
}

function enter<T>(book: Map<string, T>, key: string, value: T): void {
  book.set(key, value);
  const [oldest] = book.keys();
  if (oldest !== undefined && book.size > ENTRIES_KEPT) book.delete(oldest);
}

/** 64 characters, as in Zendesk's examples. */
function newSecret(): string {
  return randomBytes(32).toString('hex');
}
