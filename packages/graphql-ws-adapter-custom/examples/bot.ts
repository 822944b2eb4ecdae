// The sample application of Zendesk's article: goes online, echoes what visitors write, offers flavours when asked
// for ice cream, and on the word `transfer` hands the chat to a random department that is online. For the sandbox:
// node --import tsx packages/graphql-ws-adapter-custom/examples/bot.ts. For Zendesk set the two variables below.
import { createClient, EnvelopeError } from 'graphql-ws-adapter-custom';
import WebSocket from 'ws';

const { ZENDESK_CHAT_API_URL: api = 'http://127.0.0.1:4100/graphql/request' } = process.env;
const { ZENDESK_ACCESS_TOKEN: token = 'sandbox-token' } = process.env;
type Message = { content: string; channel: { id: string }; from: { __typename: string } };
type Departments = { departments: { edges: { node: { id: string; name: string; status: string } }[] } };
const ONLINE = 'mutation { updateAgentStatus(status: ONLINE) { node { id } } }';
const MESSAGES = 'subscription { message { node { content channel { id } from { __typename } } } }';
const SEND = 'mutation($to: ID!, $msg: String!) { sendMessage(channel_id: $to, msg: $msg) { success } }';
const OFFER = `mutation($to: ID!, $msg: String!, $replies: [QuickReplyButtonInput!]!, $options: [String!]) {
  sendQuickReplies(channel_id: $to, msg: $msg, quick_replies: $replies,
    fallback: { msg: $msg, options: $options }) { success } }`;
const TRANSFER = `mutation($from: ID!, $to: ID!) {
  transferToDepartment(channel_id: $from, department_id: $to, leave: true) { success } }`;
const FLAVOURS = ['Chocolate', 'Vanilla', 'Cookies and cream', 'Coconut', 'Salted caramel'];

const handedOver = new Set<string>();
const tell = (error: unknown): void => console.error(error instanceof Error ? error.message : 'Cut off.');
const on = { error: tell, connected: () => void run(ONLINE).then(() => console.log('Online.'), tell) };
const shouldRetry = (cause: unknown): boolean => !EnvelopeError.is(cause); // a refusal is for good
const client = createClient({ url: startSession, webSocketImpl: WebSocket, shouldRetry, on });
for await (const { data } of client.iterate<{ message: { node: Message } }>({ query: MESSAGES })) {
  if (data?.message.node.from.__typename === 'Visitor') await answer(data.message.node).catch(tell);
}

async function answer({ content, channel: { id: to } }: Message): Promise<unknown> {
  if (handedOver.has(to)) return undefined;
  if (content.startsWith('My favorite is ')) return run(SEND, { to, msg: `${content}, too!` });
  if (/\btransfer\b/i.test(content)) return transfer(to);
  if (!/\bice cream\b/i.test(content)) return run(SEND, { to, msg: content });
  const replies = FLAVOURS.map(text => ({ text, action: { value: `My favorite is ${text.toLowerCase()}` } }));
  return run(OFFER, { to, msg: 'Which one is your favorite?', replies, options: FLAVOURS });
}

async function transfer(from: string): Promise<void> {
  const { departments } = await run<Departments>('{ departments { edges { node { id name status } } } }');
  const online = departments.edges.filter(({ node }) => node.status === 'ONLINE');
  const chosen = online[Math.floor(Math.random() * online.length)]?.node;
  await run(SEND, { to: from, msg: chosen ? `${chosen.name} will help you.` : 'Nobody else is here.' });
  if (chosen) await run(TRANSFER, { from, to: chosen.id }).then(() => handedOver.add(from));
}

async function run<Data>(query: string, variables = {}): Promise<Data> {
  const { data, errors } = await client.request<Data>({ query, variables });
  if (data && !errors) return data;
  throw new Error(errors?.[0]?.message ?? 'Expected data, got none.');
}

async function startSession(): Promise<string> {
  const query = 'mutation($token: String!) { startAgentSession(access_token: $token) { websocket_url } }';
  const body = JSON.stringify({ query, variables: { token } });
  const reply = await fetch(api, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { data, errors } = await reply.json();
  if (errors) throw new EnvelopeError(errors[0], reply.status);
  return data.startAgentSession.websocket_url;
}
