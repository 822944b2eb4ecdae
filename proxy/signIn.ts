import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Grant } from './oauth.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** For a token whose end Zendesk does not tell: a shift. Ours, not Zendesk's. */
const shift = 12 * 60 * minute;
const longestToken = 30 * day;

/** A browser that was away for longer than this signs in anew, even where Zendesk would still refresh. */
const longestAbsence = 7 * day;

/** How long before its end a token is refreshed; never before half of its life is over. */
const refreshMargin = 5 * minute;

/** A sign-in, as the sealed cookie carries it. `id` ties the agent session to it. Times are ms epoch. */
export const SignIn = v.object({
  id: v.string(),
  accessToken: v.string(),
  /** Works once; null when Zendesk gave none. */
  refreshToken: v.nullable(v.string()),
  issuedAt: v.number(),
  /** The end of the access token. */
  expiresAt: v.number(),
});
export type SignIn = v.InferOutput<typeof SignIn>;

/** What a grant begins; or, with the same id, goes on with. Without a new refresh token the last one stays. */
export function signInFrom(grant: Grant, before?: SignIn): SignIn {
  const now = Date.now();
  return {
    id: before?.id ?? randomUUID(),
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken ?? before?.refreshToken ?? null,
    issuedAt: now,
    expiresAt: now + (grant.expiresIn ? Math.min(grant.expiresIn * 1000, longestToken) : shift),
  };
}

/** Until when the cookie opens: with a refresh token it outlives the access token. */
export function endOfSignIn({ refreshToken, issuedAt, expiresAt }: SignIn): number {
  return refreshToken === null ? expiresAt : Math.max(expiresAt, issuedAt + longestAbsence);
}

/** True when the token is to be refreshed before it is used, and can be. */
export function isRefreshDue({ refreshToken, issuedAt, expiresAt }: SignIn): boolean {
  const margin = Math.min(refreshMargin, (expiresAt - issuedAt) / 2);
  return refreshToken !== null && Date.now() >= expiresAt - margin;
}

export function hasExpired({ expiresAt }: SignIn): boolean {
  return Date.now() >= expiresAt;
}
