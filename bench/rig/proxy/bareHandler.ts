// The least that can start a session: the call to Zendesk and its answer passed on. No cookie is opened or sealed, nothing
// is checked, limited, logged or counted.
import { once } from 'node:events';
import { Agent, createServer, request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { tellPort } from './tellPort.ts';

const { UPSTREAM = '' } = process.env;
const body = JSON.stringify({
  query: `mutation startAgentSession($access_token: String!) {
  startAgentSession(access_token: $access_token) {
    websocket_url
    session_id
    client_id
  }
}`,
  variables: { access_token: 'bench-token'.repeat(5) },
  operationName: 'startAgentSession',
});

/** By `fetch`, as one writes it; or by node:http's own request, which costs a third of that. */
const { CALL = 'fetch' } = process.env;
const headers = { 'content-type': 'application/json', accept: 'application/json' };
const agent = new Agent({ keepAlive: true });

async function callByFetch(): Promise<string> {
  const answer = await fetch(`${UPSTREAM}/graphql/request`, { method: 'POST', headers, body });
  return answer.text();
}

async function callByRequest(): Promise<string> {
  const length = { 'content-length': Buffer.byteLength(body) };
  const call = httpRequest(`${UPSTREAM}/graphql/request`, {
    method: 'POST',
    headers: { ...headers, ...length },
    agent,
  });
  call.end(body);
  const [answer] = await once(call, 'response');
  return text(answer);
}

async function startSession(): Promise<string> {
  const { data } = JSON.parse(CALL === 'fetch' ? await callByFetch() : await callByRequest());
  return JSON.stringify(data.startAgentSession);
}

const server = createServer((request, response) => {
  request.resume();
  void startSession().then(session => {
    const length = Buffer.byteLength(session);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
    response.end(session);
  });
});
tellPort(server);
