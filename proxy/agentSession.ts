import * as v from 'valibot';
import { UpstreamError } from './errors.ts';
import { fetchUpstream, type UpstreamOptions } from './upstream.ts';

/**
 * What `startAgentSession` gives, in Zendesk's own words. Who has `websocket_url` is the agent. Longer ones than a cookie
 * can keep are no answer; Zendesk's have less than a hundred characters.
 */
export const AgentSession = v.object({
  websocket_url: v.pipe(
    v.string(),
    v.maxLength(1024),
    v.check(text => /^wss?:\/\//i.test(text) && URL.canParse(text)),
  ),
  session_id: v.pipe(v.string(), v.maxLength(256)),
  client_id: v.pipe(v.string(), v.maxLength(256)),
});
export type AgentSession = v.InferOutput<typeof AgentSession>;

const query = `mutation startAgentSession($access_token: String!) {
  startAgentSession(access_token: $access_token) {
    websocket_url
    session_id
    client_id
  }
}`;

const Answer = v.object({ data: v.object({ startAgentSession: AgentSession }) });

const text = v.fallback(v.string(), '');
const Refusal = v.object({ name: text, message: text, UUID: text });

/** The article's table says `error`, its examples and every known client `errors`. */
const Refused = v.union([
  v.object({ errors: v.looseTuple([Refusal]) }),
  v.pipe(
    v.object({ error: v.looseTuple([Refusal]) }),
    v.transform(({ error }) => ({ errors: error })),
  ),
]);

/**
 * Starts an agent session. The token travels as a variable, never as text of the query; there is no Authorization
 * header (Zendesk's article, "Start agent session").
 *
 * It is asked for a second time when the answer is lost: should the first have started a session, then nobody knows its
 * address, and the second ends it as it ends every older one.
 *
 * @throws {UpstreamError} with Zendesk's name, message and UUID when it refuses, or one of `UPSTREAM_*`. The token is
 * not in it, even when Zendesk's answer repeats it.
 */
export async function startAgentSession(
  chatApiUrl: URL,
  accessToken: string,
  options: UpstreamOptions,
): Promise<AgentSession> {
  const response = await fetchUpstream(
    chatApiUrl,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        query,
        variables: { access_token: accessToken },
        operationName: 'startAgentSession',
      }),
    },
    { ...options, repeat: 'lost' },
  );
  const body = parseJson(response.text);
  const refused = v.safeParse(Refused, body);
  if (refused.success) throw refusal(refused.output.errors[0], accessToken);
  const answer = v.safeParse(Answer, body);
  if (response.ok && answer.success) return answer.output.data.startAgentSession;
  const came = body === undefined ? 'something that is not JSON' : 'JSON of another shape';
  throw new UpstreamError(
    'UPSTREAM_BAD_ANSWER',
    `Zendesk answered HTTP ${response.status} with ${came}, expected an agent session.`,
  );
}

function refusal({ name, message, UUID }: v.InferOutput<typeof Refusal>, accessToken: string): UpstreamError {
  const shown = (value: string, most: number) => value.replaceAll(accessToken, '[token]').slice(0, most);
  return new UpstreamError(
    /^[A-Za-z][\w-]{0,63}$/.test(name) && name !== accessToken ? name : 'UNKNOWN_ERROR',
    shown(message, 500) || 'Zendesk gave no reason.',
    shown(UUID, 64) || null,
  );
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
