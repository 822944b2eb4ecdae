// Zendesk as far as a session start needs it, and as quick as can be: the token endpoint and startAgentSession.
import { createServer } from 'node:http';
import { tellPort } from './tellPort.ts';

const token = JSON.stringify({
  access_token: 'bench-token'.repeat(5),
  token_type: 'Bearer',
  scope: 'read write chat',
  expires_in: 36_000,
});
const session = JSON.stringify({
  data: {
    startAgentSession: {
      websocket_url: 'wss://chat-api.zopim.com/stream/0.1/graphql/8b40lm:9012841289',
      session_id: '8b40lm',
      client_id: '9012841289',
    },
  },
});

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const body = request.url?.startsWith('/oauth2/') ? token : session;
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});
tellPort(server);
