import * as v from 'valibot';
import { fetchUpstream, type UpstreamOptions } from './upstream.ts';

/** Milliseconds for finding the token and for revoking it, each: nobody waits for it but the end of the process. */
const longest = 3000;

/** Each token is about 400 bytes, and an agent may have had many. */
const mostBytes = 1024 * 1024;

const Listed = v.array(
  v.object({ id: v.union([v.number(), v.pipe(v.string(), v.regex(/^\w+$/))]), access_token: v.string() }),
);

/** What became of it. `not offered`: the API answered with an error, as it does to whoever is no administrator. */
export type Revocation = 'revoked' | 'not offered' | 'not found' | 'failed';

/**
 * Revokes an access token, and with it its refresh token, which Zendesk lists in the same entry: finds its id at
 * `/api/v2/chat/oauth/tokens` and deletes that (Zendesk's Chat API, "OAuth Tokens"; open to administrators). Best
 * effort: never throws.
 */
export async function revokeToken(
  tokenUrl: URL,
  accessToken: string,
  upstream: UpstreamOptions,
): Promise<Revocation> {
  const timeout = Math.min(upstream.timeout, longest);
  const list = new URL('/api/v2/chat/oauth/tokens', tokenUrl);
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  try {
    const answer = await fetchUpstream(list, { headers }, { timeout, mostBytes });
    if (!answer.ok) return 'not offered';
    const tokens = v.parse(Listed, JSON.parse(answer.text));
    const own = tokens.find(token => token.access_token === accessToken);
    if (!own) return 'not found';
    const entry = `${list.href}/${encodeURIComponent(own.id)}`;
    return (await fetchUpstream(entry, { method: 'DELETE', headers }, { timeout })).ok ? 'revoked' : 'failed';
  } catch {
    return 'failed';
  }
}
