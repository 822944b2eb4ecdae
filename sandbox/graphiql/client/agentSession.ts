import * as v from 'valibot';

/** Accepted by startAgentSession without any sign-in; it stands for the first demo agent. */
export const FIXED_TOKEN = 'sandbox-token';

/** An agent that one can be, as the sandbox's state tells. */
export interface DemoAgent {
  readonly id: string;
  readonly name: string;
  /** Another session of the same agent would end this one. */
  readonly hasSession: boolean;
}

export interface StartedSession {
  readonly url: string;
  readonly sessionId: string;
}

/** startAgentSession was refused; `answer` is what the sandbox said, in the documented form. */
export class SessionRefusedError extends Error {
  readonly answer: Readonly<Record<string, unknown>>;

  constructor(answer: Readonly<Record<string, unknown>>) {
    super('startAgentSession was refused.');
    this.name = 'SessionRefusedError';
    this.answer = answer;
  }
}

const stateSchema = v.object({
  agents: v.array(v.object({ id: v.string(), name: v.string(), can_sign_in: v.boolean() })),
  sessions: v.array(v.object({ agent: v.string() })),
});
const tokenSchema = v.object({ access_token: v.string() });
const answerSchema = v.record(v.string(), v.unknown());
const startedSchema = v.object({
  data: v.object({ startAgentSession: v.object({ websocket_url: v.string(), session_id: v.string() }) }),
});

const START =
  'mutation Start($token: String!) { startAgentSession(access_token: $token) { websocket_url session_id } }';
/** The sandbox accepts any client; a real account knows its own. */
const CLIENT = { client_id: 'graphiql', client_secret: 'graphiql' };

/** The agents that the sandbox lets anybody be. */
export async function demoAgents(): Promise<readonly DemoAgent[]> {
  const { agents, sessions } = v.parse(stateSchema, await json(await fetch('/__sandbox/state')));
  return agents
    .filter(agent => agent.can_sign_in)
    .map(({ id, name }) => ({ id, name, hasSession: sessions.some(({ agent }) => agent === name) }));
}

/** An access token of this agent, by the OAuth flow that any application takes, with the consent given. */
export async function tokenOf(agentId: string): Promise<string> {
  const redirectUri = `${location.origin}/graphiql`;
  const asked = { response_type: 'code', client_id: CLIENT.client_id, redirect_uri: redirectUri };
  const consent = { ...asked, scope: 'read write chat', agent_id: agentId, decision: 'allow' };
  const { url } = await post('/oauth2/chat/authorizations', new URLSearchParams(consent));
  const code = new URL(url).searchParams.get('code');
  if (code === null) throw new Error('The sandbox gave no code for this agent.');
  const form = { ...CLIENT, grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  const answer = await post('/oauth2/chat/token', new URLSearchParams(form));
  return v.parse(tokenSchema, await json(answer)).access_token;
}

/**
 * Starts a session over HTTP.
 * @throws SessionRefusedError
 */
export async function startSession(token: string): Promise<StartedSession> {
  const answer = await overHttp({ query: START, variables: { token } });
  const started = v.safeParse(startedSchema, answer);
  if (!started.success) throw new SessionRefusedError(answer);
  const { websocket_url: url, session_id: sessionId } = started.output.data.startAgentSession;
  return { url, sessionId };
}

/** `POST /graphql/request`: its answer, whether it went well or not. */
export async function overHttp(payload: object): Promise<Readonly<Record<string, unknown>>> {
  return v.parse(answerSchema, await json(await post('/graphql/request', JSON.stringify(payload))));
}

function post(path: string, body: URLSearchParams | string): Promise<Response> {
  return fetch(path, { method: 'POST', body });
}

async function json(answer: Response): Promise<unknown> {
  return answer.json();
}
