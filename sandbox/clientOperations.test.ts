import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type AgentClient, at, type Frame } from './testing/agentClient.ts';
import { eventually, openRoom } from './testing/sandboxRoom.ts';

/*
 * What programs that ran against the real service are known to send, in their manner: arguments without
 * commas, enums in the text, values filled into the text, ids of every kind, and sockets that come and go.
 * The texts are ours; which fields and arguments they use is known from public clients (facts.md).
 */

async function openChat() {
  const room = await openRoom();
  const url = await room.startSession();
  const client = await room.connect(url);
  const visitorId = room.control.openVisitor({ name: 'Ada' });
  const c = room.control.write(visitorId, 'Hi');
  const idOf = (list: 'agents' | 'departments', at: number) => room.control.state()[list][at]?.id ?? '';
  return {
    room,
    url,
    client,
    visitorId,
    c,
    colleague: idOf('agents', 1),
    department: idOf('departments', 1),
  };
}
type Chat = Awaited<ReturnType<typeof openChat>>;

const join = ({ c }: Chat) => `mutation { sendMessage(channel_id: "${c}", msg: "Hello") { success } }`;
const panel =
  '{ heading: "Jacket" paragraph: "Green" image_url: "https://shop.example/j.png" action: { value: "https://shop.example/j" } }';
const buttons =
  '[{ action: { type: QUICK_REPLY_ACTION value: "yes" } text: "Yes" } { action: { type: LINK_ACTION value: "https://shop.example" } text: "Shop" }]';

const OPERATIONS: readonly (readonly [name: string, query: (chat: Chat) => string])[] = [
  ['departments without commas or names', () => 'query{departments{edges{node{id name status}}}}'],
  ['agents', () => 'query { agents { edges { node { id name display_name status } } } }'],
  [
    'channels with what a chat is made of',
    () =>
      'query { channels { edges { node { __typename id agents { edges { node { id display_name } } } ... on VisitorChannel { ip raw_id city country user_agent department { id name } visitor { id raw_id display_name email phone external_id current_country current_region current_tags status } } } } } }',
  ],
  [
    'channels with their last logs',
    () =>
      'query { channels { edges { node { id logs(last: 5) { edges { node { __typename ... on Message { id content msg_id from { __typename id } } ... on MemberJoinLog { id user_name user { id } } ... on MemberLeaveLog { id user_name } } } } } } } }',
  ],
  [
    'an own status, an enum in the text',
    () => 'mutation { updateAgentStatus(status:ONLINE) { node { id display_name } } }',
  ],
  [
    'a message with everything and no comma',
    ({ c }) =>
      `mutation { sendMessage(backoff: false channel_id: "${c}" msg: "Hi" msg_id: "m-1" options: ["Yes/No" "Maybe"]) { success } }`,
  ],
  [
    'a message over several lines',
    ({ c }) =>
      `mutation sendMessage {\n\tsendMessage(\n\t\tchannel_id: "${c}",\n\t\tmsg: "line 1\\nline 2 \\"quoted\\""\n\t) {\n\t\tsuccess\n\t}\n}`,
  ],
  [
    'a block string',
    ({ c }) => `mutation { sendMessage(channel_id: "${c}", msg: """He said "hi".""") { success } }`,
  ],
  [
    'quick replies',
    ({ c }) =>
      `mutation { sendQuickReplies(channel_id: "${c}" msg: "Which?" quick_replies: [{ action: { value: "a" } text: "A" }] fallback: { msg: "Which?" options: ["A"] }) { success } }`,
  ],
  [
    'buttons',
    ({ c }) =>
      `mutation { sendButtonTemplate(channel_id: "${c}" msg: "Well?" buttons: ${buttons} fallback: { msg: "Well?" }) { success } }`,
  ],
  [
    'buttons whose type is left out',
    ({ c }) =>
      `mutation { sendButtonTemplate(channel_id: "${c}" msg: "Well?" buttons: [{ action: { value: "yes" } text: "Yes" }]) { success } }`,
  ],
  [
    'a panel',
    ({ c }) =>
      `mutation { sendPanelTemplate(channel_id: "${c}" panel: ${panel} buttons: ${buttons} fallback: { msg: "A jacket" }) { success } }`,
  ],
  [
    'a carousel',
    ({ c }) =>
      `mutation { sendPanelTemplateCarousel(channel_id: "${c}" items: [{ panel: ${panel} buttons: ${buttons} } { panel: ${panel} }] fallback: { msg: "Jackets" }) { success } }`,
  ],
  [
    'a list',
    ({ c }) =>
      `mutation { sendListTemplate(channel_id: "${c}" items: [${panel} ${panel}] buttons: [{ action: { type: LINK_ACTION value: "https://shop.example" } text: "All" }]) { success } }`,
  ],
  [
    'a typing indicator',
    ({ c }) => `mutation { setTypingIndicator(channel_id: "${c}" typing: true backoff: true) { success } }`,
  ],
  ['tags', ({ c }) => `mutation { addTags(channel_id: "${c}" tags: ["vip" "from_bot"]) { success } }`],
  [
    'a name for the visitor, by the raw id',
    ({ visitorId }) =>
      `mutation { updateVisitorInfo(display_name: "jim", visitor_id: "${visitorId}") { success } }`,
  ],
  [
    'an invitation that leaves',
    ({ c, colleague }) =>
      `mutation { inviteAgent(agent_id: "${colleague}" channel_id: "${c}" leave: true) { success } }`,
  ],
  [
    'a transfer that leaves',
    ({ c, department }) =>
      `mutation { transferToDepartment(channel_id: "${c}" department_id: "${department}" leave: true) { success } }`,
  ],
  ['a farewell', ({ c }) => `mutation { leaveChannel(channel_id: "${c}") { success } }`],
  ['an end', () => 'mutation { stopAgentSession { success } }'],
];

describe('public clients are answered', () => {
  it.each(OPERATIONS)('when they send %s', async (_name, query) => {
    const chat = await openChat();
    await chat.client.request(join(chat));
    const answer = await chat.client.request(query(chat));
    expect(answer).not.toHaveProperty('errorCode');
    const data = at(answer, 'payload', 'data');
    if (typeof data !== 'object' || data === null)
      throw new Error(`Expected data in ${JSON.stringify(answer)}.`);
    for (const field of Object.values(data)) expect(at(field, 'success') ?? true).toBe(true);
  });

  it('when they listen before anybody serves', async () => {
    const { client, c } = await openChat();
    const answer = await client.request(`mutation { listenVisitorChannel(channel_id: "${c}") { success } }`);
    expect(at(answer, 'payload', 'data')).toEqual({ listenVisitorChannel: { success: true } });
  });

  it.each([
    [
      'messages',
      'subscription { message { node { id content msg_id channel { id } from { __typename display_name ... on Visitor { email raw_id } } } } }',
    ],
    [
      'activity, filtered by enums in the text',
      'subscription { chatActivity(filter: {chat_activity_types: [MEMBER_JOIN MEMBER_LEAVE]}) { node { __typename ... on MemberJoinLog { id user { __typename } user_name channel { id } } ... on MemberLeaveLog { id user_name } } } }',
    ],
  ])('when they subscribe to %s', async (_name, query) => {
    const chat = await openChat();
    await chat.client.subscribe(query);
    await chat.client.request(join(chat));
    expect(await chat.client.frame(frame => frame['sig'] === 'DATA')).toMatchObject({
      payload: { data: {} },
    });
  });
});

const AGENTS = 'query { agents { edges { node { id } } } }';
const MESSAGES = 'subscription { message { node { content from { __typename } } } }';
const request = (id: unknown, query: string) => ({ payload: { query }, type: 'request', id });
const withId = (client: AgentClient, id: unknown) =>
  client.frames.filter(frame => Object.is(frame['id'], id));

describe('ids of requests', () => {
  it.each([0, -1, 1.5, 1e300, 2 ** 53, '', '0', 'ünïcödé', 'x'.repeat(100)])(
    'come back as they were sent: %s',
    async id => {
      const { client } = await openChat();
      client.send(request(id, AGENTS));
      expect((await client.frame(frame => 'payload' in frame))['id']).toBe(id);
    },
  );

  it('may be the same for many in flight, each of which is answered', async () => {
    const { client } = await openChat();
    for (let sent = 0; sent < 20; sent += 1) client.send(request(0, AGENTS));
    client.send(request(0, MESSAGES));
    client.send(request(0, '{ nonsense }'));
    client.send({ payload: { subscription_id: 'unknown' }, type: 'stop_subscription', id: 0 });
    await eventually(() => withId(client, 0).length).toBe(23);
    const kinds = withId(client, 0).map(frame => {
      if ('errorCode' in frame) return at(frame, 'payload', 'body') === undefined ? 'errors' : 'body';
      return at(frame, 'payload', 'data', 'subscription_id') === undefined ? 'data' : 'subscription';
    });
    expect(kinds).toEqual([...Array.from({ length: 20 }, () => 'data'), 'subscription', 'errors', 'body']);
  });

  it('may be shared by a number and its text', async () => {
    const { client } = await openChat();
    client.send(request(7, AGENTS));
    client.send(request('7', '{ nonsense }'));
    expect(await client.frame(frame => frame['id'] === 7)).not.toHaveProperty('errorCode');
    expect(await client.frame(frame => frame['id'] === '7')).toMatchObject({ errorCode: 400 });
  });
});

describe('sockets that come and go', () => {
  it('are answered what they send in the tick in which they open', async () => {
    const { url } = await openChat();
    const socket = new WebSocket(url);
    const frames: Frame[] = [];
    socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString())));
    socket.on('open', () => {
      socket.send(JSON.stringify(request(1, MESSAGES)));
      socket.send(
        JSON.stringify(request(2, 'mutation { updateAgentStatus(status: ONLINE) { node { id } } }')),
      );
      socket.send(JSON.stringify(request(3, AGENTS)));
      socket.send(JSON.stringify({ sig: 'PING', payload: 4 }));
    });
    await eventually(() => frames.length).toBe(4);
    expect(frames.map(frame => frame['id'] ?? frame['payload'])).toEqual([1, 2, 3, 4]);
    socket.terminate();
  });

  it('may stop right before they close, and leave nothing behind', async () => {
    const { room, url } = await openChat();
    const client = await room.connect(url);
    const subscriptionId = await client.subscribe(MESSAGES);
    client.send({ payload: { subscription_id: subscriptionId }, type: 'stop_subscription', id: 1 });
    client.close();
    await client.closed();
    expect(withId(client, 1)).toEqual([{ payload: { data: { success: true } }, id: 1 }]);
    await eventually(() => room.control.state().subscriptions).toBe(0);
  });

  it('come back to the same URL at once, for as long as they like, also after it has ended', async () => {
    const { room, url, visitorId } = await openChat();
    for (let round = 0; round < 30; round += 1) {
      const client = await room.connect(url);
      const subscriptionId = await client.subscribe(MESSAGES);
      room.control.write(visitorId, `round ${round}`);
      expect(await client.data(subscriptionId, 1)).toMatchObject([
        { message: { node: { content: `round ${round}` } } },
      ]);
      client.close();
      await client.closed();
    }
    await room.startSession();
    for (let round = 0; round < 30; round += 1) {
      const client = await room.connect(url);
      expect(await client.frame(() => true)).toEqual({ sig: 'EOS', reason: 'unexpected session state' });
      expect(await client.closed()).toBe(1000);
    }
    await eventually(() => room.control.state().sessions[0]?.sockets).toBe(0);
    expect(room.control.state().sessions).toHaveLength(1);
  });

  it('see what their own requests bring about after the answer, never before', async () => {
    const chat = await openChat();
    const { client } = chat;
    await client.subscribe(MESSAGES);
    for (let sent = 0; sent < 10; sent += 1) client.send(request(`send ${sent}`, join(chat)));
    await eventually(() => client.frames.filter(frame => frame['sig'] === 'DATA').length).toBe(10);
    const order = client.frames.slice(1).map(frame => frame['id'] ?? frame['sig']);
    expect(order).toEqual(Array.from({ length: 10 }, (_, sent) => [`send ${sent}`, 'DATA']).flat());
  });
});
