// The least that can start a session: the call to Zendesk and its answer passed on. No cookie is opened or sealed, nothing
// is checked, limited, logged or counted.
import { createServer } from 'node:http';
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

async function startSession(): Promise<string> {
  const answer = await fetch(`${UPSTREAM}/graphql/request`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  });
  const { data } = await answer.json();
  return JSON.stringify(data.startAgentSession);
}

const server = createServer((request, response) => {
  request.resume();
  void startSession().then(text => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  });
});
tellPort(server);
