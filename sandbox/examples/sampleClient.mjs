// A bot that answers every visitor with the visitor's own words, in the manner of Zendesk's sample: raw `ws`, a
// constant for each request, PING every 5 s, and back at once when the socket closes or the session ends.
//   npm run sandbox, then: node sandbox/examples/sampleClient.mjs
import { WebSocket } from 'ws';

const { CHAT_API_URL = 'http://127.0.0.1:4100/graphql/request', ACCESS_TOKEN = 'sandbox-token' } =
  process.env;
const PING_MS = Number(process.env['PING_MS'] ?? 5000);
const REQUEST_ID = { MESSAGE_SUBSCRIPTION: 1, UPDATE_AGENT_STATUS: 2, SEND_MESSAGE: 3 };
const MESSAGES = `subscription { message { node { id content channel { id } from { __typename display_name } } } }`;

async function startAgentSession() {
  const query = `mutation { startAgentSession(access_token: "${ACCESS_TOKEN}") { websocket_url } }`;
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(CHAT_API_URL, { method: 'POST', headers, body: JSON.stringify({ query }) });
  connect((await response.json()).data.startAgentSession.websocket_url);
}

function connect(/** @type {string} */ url) {
  const socket = new WebSocket(url);
  const send = (/** @type {unknown} */ frame) => socket.send(JSON.stringify(frame));
  const request = (/** @type {number} */ id, /** @type {string} */ query) =>
    send({ payload: { query }, type: 'request', id });
  /** @type {NodeJS.Timeout | undefined} */
  let ping;
  let comeBack = async () => connect(url);
  socket.on('open', () => {
    request(REQUEST_ID.MESSAGE_SUBSCRIPTION, MESSAGES);
    request(REQUEST_ID.UPDATE_AGENT_STATUS, 'mutation { updateAgentStatus(status: ONLINE) { node { id } } }');
    ping = setInterval(() => send({ sig: 'PING', payload: Date.now() }), PING_MS);
  });
  socket.on('message', (/** @type {Buffer} */ text) => {
    const { sig, id, reason, payload } = JSON.parse(text.toString());
    if (sig === 'EOS') comeBack = startAgentSession;
    if (sig === 'EOS' || sig === 'PONG') console.log(`[${sig}] ${reason ?? payload}`);
    if (id === REQUEST_ID.MESSAGE_SUBSCRIPTION) console.log(`[subscribed] ${payload.data.subscription_id}`);
    const { content, channel, from } = (sig === 'DATA' && payload.data.message.node) || {};
    if (from?.__typename !== 'Visitor') return;
    console.log(`[message] Received: '${content}' from: '${from.display_name}'`);
    request(
      REQUEST_ID.SEND_MESSAGE,
      `mutation { sendMessage(channel_id: "${channel.id}", msg: "${content}") { success } }`,
    );
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearInterval(ping);
    void comeBack();
  });
}

await startAgentSession();
