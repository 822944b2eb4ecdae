import { expect, onTestFinished } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions, type SandboxUrls } from '../index.ts';
import { AgentClient, textAt } from './agentClient.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A sandbox on a free port that ends with the test, and what tests do with it. */
export interface SandboxRoom extends Sandbox {
  /** Sends JSON to a path of the sandbox; without a body it is a GET. */
  call(path: string, body?: unknown, method?: string): Promise<Answer>;
  /** Starts a session and gives the URL of its socket. */
  startSession(accessToken?: string): Promise<string>;
  /** An access token of this agent, who signs in through OAuth. */
  accessTokenOf(agentId: string): Promise<string>;
  /** A client with a session of its own, or on the socket URL given. */
  connect(url?: string): Promise<AgentClient>;
}

/** Expects of `value` what becomes true by itself, within fifteen seconds on a busy machine. */
export function eventually<T>(value: () => T) {
  return expect.poll(value, { timeout: 15_000, interval: 20 });
}

export async function openRoom(options: SandboxOptions = {}): Promise<SandboxRoom> {
  const sandbox = await createSandbox({ port: 0, ...options });
  const clients: AgentClient[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.close();
    await sandbox.close();
  });

  const room: SandboxRoom = {
    ...sandbox,
    async call(path, body, method = body === undefined ? 'GET' : 'POST') {
      const headers = { 'Content-Type': 'application/json' };
      const text = body === undefined ? null : JSON.stringify(body);
      const answer = await fetch(sandbox.urls.origin + path, { method, headers, body: text });
      return { status: answer.status, body: await answer.json() };
    },
    async startSession(accessToken = 'sandbox-token') {
      const query = `mutation { startAgentSession(access_token: "${accessToken}") { websocket_url } }`;
      const { body } = await room.call('/graphql/request', { query });
      return textAt(body, 'data', 'startAgentSession', 'websocket_url');
    },
    accessTokenOf: agentId => signedIn(sandbox.urls, agentId),
    async connect(url) {
      const client = await AgentClient.open(url ?? (await room.startSession()));
      clients.push(client);
      return client;
    },
  };
  return room;
}

async function signedIn({ origin, token }: SandboxUrls, agentId: string): Promise<string> {
  const client = { client_id: 'client', redirect_uri: 'http://localhost/' };
  const request = { ...client, response_type: 'code', scope: 'read write chat', agent_id: agentId };
  const consent = await fetch(`${origin}/oauth2/chat/authorizations`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...request, decision: 'allow' }),
  });
  const code = new URL(consent.headers.get('Location') ?? '').searchParams.get('code') ?? '';
  const exchange = { ...client, client_secret: 'secret', grant_type: 'authorization_code', code };
  const answer = await fetch(token, { method: 'POST', body: new URLSearchParams(exchange) });
  return textAt(await answer.json(), 'access_token');
}
