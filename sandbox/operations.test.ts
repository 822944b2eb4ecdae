import { assert, asyncProperty, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgentClient, at, textAt } from './testing/agentClient.ts';
import { openRoom, type SandboxRoom } from './testing/sandboxRoom.ts';

const SEND = `mutation($c: ID! $m: String! $id: String $b: Boolean $o: [String!]) {
  sendMessage(channel_id: $c msg: $m msg_id: $id backoff: $b options: $o) { success }
}`;

async function roomWithChat() {
  const room = await openRoom();
  const client = await room.connect();
  const visitorId = room.control.openVisitor({ name: 'Ada', department: 'Billing' });
  const c = room.control.write(visitorId, 'Hi');
  return { room, client, visitorId, c };
}

/** A second agent, signed in through OAuth. */
async function connectPriya(room: SandboxRoom): Promise<AgentClient> {
  const accessToken = await room.accessTokenOf(room.control.state().agents[1]?.id ?? '');
  return room.connect(await room.startSession(accessToken));
}

const nameOf = (answer: unknown) => at(answer, 'payload', 'errors', 0, 'name');

describe('reading', () => {
  it('gives a channel with its visitor, department, agents and logs, oldest first', async () => {
    const { client, c, visitorId } = await roomWithChat();
    await client.request(SEND, { c, m: 'Hello', id: 'm-1' });
    const answer = await client.request(`{ channels { edges { node {
      __typename id agents { edges { node { name } } }
      ... on VisitorChannel { state raw_id department { name status } visitor { display_name raw_id } }
      logs { edges { node { __typename
        ... on Message { content msg_id sender_name timestamp from { __typename display_name } channel { id } }
        ... on MemberJoinLog { user_name user { __typename } } } } } } } } }`);
    expect(at(answer, 'payload', 'data', 'channels', 'edges')).toMatchObject([
      {
        node: {
          __typename: 'VisitorChannel',
          id: c,
          state: 'ONGOING',
          agents: { edges: [{ node: { name: 'Alex Morgan' } }] },
          department: { name: 'Billing', status: 'ONLINE' },
          visitor: { display_name: 'Ada', raw_id: visitorId },
          logs: {
            edges: [
              { node: { __typename: 'MemberJoinLog', user_name: 'Ada', user: { __typename: 'Visitor' } } },
              { node: { content: 'Hi', msg_id: null, from: { __typename: 'Visitor', display_name: 'Ada' } } },
              { node: { __typename: 'MemberJoinLog', user_name: 'Alex' } },
              { node: { content: 'Hello', msg_id: 'm-1', sender_name: 'Alex', channel: { id: c } } },
            ],
          },
        },
      },
    ]);
  });

  it('pages through the logs in both directions, giving every one once and in order', async () => {
    const { room, client, visitorId } = await roomWithChat();
    for (let n = 1; n <= 20; n += 1) room.control.write(visitorId, `line ${n}`);
    const logs = async (args: string) => {
      const fields =
        'edges { node { ... on Message { content } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
      const answer = await client.request(`{ channels { edges { node { logs(${args}) { ${fields} } } } } }`);
      return at(answer, 'payload', 'data', 'channels', 'edges', 0, 'node', 'logs');
    };
    const whole = at(await logs('first: 1000'), 'edges');
    const edgesOf = (page: unknown): unknown[] => {
      const edges = at(page, 'edges');
      return Array.isArray(edges) ? edges : [];
    };
    await assert(
      asyncProperty(integer({ min: 1, max: 9 }), async size => {
        let page = await logs(`first: ${size}`);
        const forwards = edgesOf(page);
        while (at(page, 'pageInfo', 'hasNextPage')) {
          page = await logs(`first: ${size}, after: "${textAt(page, 'pageInfo', 'endCursor')}"`);
          forwards.push(...edgesOf(page));
        }
        page = await logs(`last: ${size}`);
        const backwards = edgesOf(page);
        while (at(page, 'pageInfo', 'hasPreviousPage')) {
          page = await logs(`last: ${size}, before: "${textAt(page, 'pageInfo', 'startCursor')}"`);
          backwards.unshift(...edgesOf(page));
        }
        expect(forwards).toEqual(whole);
        expect(backwards).toEqual(whole);
      }),
      { numRuns: 5 },
    );
  });

  it('lists the agents, and only channels that are not CLOSED', async () => {
    const { room, client, c, visitorId } = await roomWithChat();
    const agents = await client.request(
      '{ agents(first: 2) { edges { node { name display_name status } } } }',
    );
    expect(at(agents, 'payload', 'data', 'agents', 'edges')).toEqual([
      { node: { name: 'Alex Morgan', display_name: 'Alex', status: 'OFFLINE' } },
      { node: { name: 'Priya Nair', display_name: 'Priya', status: 'OFFLINE' } },
    ]);
    room.control.leave(visitorId);
    room.control.write(visitorId, 'Back again');
    const channels = await client.request('{ channels { edges { node { id } } } }');
    const edges = at(channels, 'payload', 'data', 'channels', 'edges');
    expect(edges).toHaveLength(1);
    expect(edges).not.toEqual([{ node: { id: c } }]);
  });
});

describe('messages', () => {
  it('reach the agent who serves and no other, once somebody serves', async () => {
    const { room, client, c, visitorId } = await roomWithChat();
    const priya = await connectPriya(room);
    const query = 'subscription { message { node { content msg_id from { __typename } } } }';
    const [mine, hers] = [await client.subscribe(query), await priya.subscribe(query)];
    room.control.write(visitorId, 'unserved');
    await client.request(SEND, { c, m: 'I am here', id: 'm-9' });
    room.control.write(visitorId, 'served');
    expect(await client.data(mine, 3)).toMatchObject([
      { message: { node: { content: 'unserved' } } },
      { message: { node: { content: 'I am here', msg_id: 'm-9', from: { __typename: 'Agent' } } } },
      { message: { node: { content: 'served' } } },
    ]);
    await priya.request('{ agents { edges { node { id } } } }');
    expect(await priya.data(hers, 1)).toHaveLength(1);
  });

  it('reach one who listens, who may not send', async () => {
    const { room, client, c, visitorId } = await roomWithChat();
    const priya = await connectPriya(room);
    await client.request(SEND, { c, m: 'Hello' });
    const hers = await priya.subscribe('subscription { message { node { content } } }');
    await priya.request('mutation($c: ID!) { listenVisitorChannel(channel_id: $c) { success } }', { c });
    room.control.write(visitorId, 'overheard');
    expect(await priya.data(hers, 1)).toEqual([{ message: { node: { content: 'overheard' } } }]);
    const refused = await priya.request(SEND, { c, m: 'May I?' });
    expect(refused).toMatchObject({ errorCode: 403 });
    expect(nameOf(refused)).toBe('FORBIDDEN');
  });

  it('are held back by backoff while another serves', async () => {
    const { room, client, c, visitorId } = await roomWithChat();
    const priya = await connectPriya(room);
    await client.request(SEND, { c, m: 'Mine' });
    const held = await priya.request(SEND, { c, m: 'Also mine?', b: true });
    expect(at(held, 'payload', 'data')).toEqual({ sendMessage: { success: false } });
    expect(room.control.messages(visitorId).at(-1)?.text).toBe('Mine');
  });

  it('carry any text unchanged', async () => {
    const { room, client, c, visitorId } = await roomWithChat();
    const m = `"quotes" \\ <script>alert(1)</script>\n\u202eright to left\u0000 ${'ü'.repeat(10_000)}`;
    await client.request(SEND, { c, m });
    expect(room.control.messages(visitorId).at(-1)?.text).toBe(m);
  });
});

describe('chatActivity', () => {
  it('tells joins and leaves, and only those of the filter', async () => {
    const { room, client, c, visitorId } = await roomWithChat();
    const all = await client.subscribe('subscription { chatActivity { node { __typename } } }');
    const leaves = await client.subscribe(
      'subscription { chatActivity(filter: {chat_activity_types: [MEMBER_LEAVE]}) { node { __typename ... on MemberLeaveLog { user_name } } } }',
    );
    await client.request(SEND, { c, m: 'Hello' });
    await client.request(
      'mutation($v: ID!) { updateVisitorInfo(visitor_id: $v display_name: "Countess") { success } }',
      { v: visitorId },
    );
    room.control.leave(visitorId);
    expect(await client.data(all, 3)).toMatchObject(
      ['MemberJoinLog', 'MemberChangeLog', 'MemberLeaveLog'].map(__typename => ({
        chatActivity: { node: { __typename } },
      })),
    );
    expect(await client.data(leaves, 1)).toEqual([
      { chatActivity: { node: { __typename: 'MemberLeaveLog', user_name: 'Countess' } } },
    ]);
  });
});

describe('a chat', () => {
  it('waits unserved in the department that it was transferred to with leave', async () => {
    const { room, client, c } = await roomWithChat();
    await client.request(SEND, { c, m: 'Hello' });
    const d = room.control.state().departments.find(each => each.name === 'Returns')?.id;
    const query =
      'mutation($c: ID! $d: ID!) { transferToDepartment(channel_id: $c department_id: $d leave: true) { success } }';
    expect(at(await client.request(query, { c, d }), 'payload', 'data')).toEqual({
      transferToDepartment: { success: true },
    });
    expect(room.control.state().channels[0]).toMatchObject({
      state: 'INCOMING',
      department: { name: 'Returns' },
      agents: [],
    });
    expect(nameOf(await client.request(query, { c, d: '360001' }))).toBe('GRAPHQL_EXEC_ERROR');
  });

  it('takes an invited agent in, and lets the inviting one go', async () => {
    const { room, client, c } = await roomWithChat();
    await client.request(SEND, { c, m: 'Hello' });
    const a = room.control.state().agents[1]?.id;
    await client.request(
      'mutation($c: ID! $a: ID!) { inviteAgent(agent_id: $a channel_id: $c leave: true) { success } }',
      { c, a },
    );
    expect(room.control.state().channels[0]?.agents).toEqual([{ id: a, name: 'Priya Nair' }]);
  });

  it('shows typing until the message is sent, takes tags, and is left', async () => {
    const { room, client, c } = await roomWithChat();
    await client.request(SEND, { c, m: 'Hello' });
    const typing = await client.request(
      'mutation($c: ID!) { setTypingIndicator(channel_id: $c typing: true) { success } }',
      { c },
    );
    expect(at(typing, 'payload', 'data')).toEqual({ setTypingIndicator: { success: true } });
    await client.request('mutation($c: ID!) { addTags(channel_id: $c tags: ["vip"]) { success } }', { c });
    expect(room.control.state().channels[0]?.visitor.tags).toEqual(['vip']);
    await client.request('mutation($c: ID!) { leaveChannel(channel_id: $c) { success } }', { c });
    expect(room.control.state().channels[0]).toMatchObject({ state: 'INCOMING', agents: [] });
  });
});

describe('structured messages', () => {
  const button = { text: 'Yes', action: { value: 'yes' } };
  const panel = { heading: 'Jacket', paragraph: 'Green' };
  const mutation = (field: string, args: string) =>
    `mutation($c: ID! $n: [${args}!]!) { ${field}(channel_id: $c ${field.includes('Quick') ? 'msg: "?" quick_replies' : field.includes('Button') ? 'msg: "?" buttons' : 'items'}: $n) { success } }`;

  it.each([
    ['sendQuickReplies', 'QuickReplyButtonInput', button, 1, 11],
    ['sendButtonTemplate', 'ButtonInput', button, 1, 3],
    ['sendPanelTemplateCarousel', 'PanelTemplateInput', { panel }, 2, 10],
    ['sendListTemplate', 'PanelInput', panel, 2, 4],
  ])(
    '%s takes %s: from the least to the most, and no other number',
    async (field, type, one, least, most) => {
      const { client, c } = await roomWithChat();
      const send = (count: number) =>
        client.request(mutation(field, type), { c, n: Array.from({ length: count }, () => one) });
      expect(at(await send(least), 'payload', 'data')).toEqual({ [field]: { success: true } });
      expect(at(await send(most), 'payload', 'data')).toEqual({ [field]: { success: true } });
      expect(nameOf(await send(least - 1))).toBe('GRAPHQL_EXEC_ERROR');
      expect(nameOf(await send(most + 1))).toBe('GRAPHQL_EXEC_ERROR');
    },
  );

  it('sendPanelTemplate takes a panel with buttons and a fallback', async () => {
    const { room, client, c, visitorId } = await roomWithChat();
    const query =
      'mutation($c: ID! $p: PanelInput!) { sendPanelTemplate(channel_id: $c panel: $p fallback: {msg: "A jacket"}) { success } }';
    await client.request(query, { c, p: panel });
    expect(room.control.messages(visitorId).at(-1)).toMatchObject({
      text: 'A jacket',
      structured: { type: 'panel_template', panel },
    });
  });
});
