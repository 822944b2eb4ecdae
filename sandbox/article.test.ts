import { describe, expect, it } from 'vitest';
import { ERROR_NAMES } from './refusal.ts';
import { at, textAt } from './testing/agentClient.ts';
import { openRoom } from './testing/sandboxRoom.ts';

/*
 * The examples of Zendesk's getting-started article, in its order and as printed there; what the article
 * fills in at run time is filled in here.
 */

const MESSAGE_SUBSCRIPTION = `subscription {      message {        node {          id          content          channel {            id          }          from {            __typename            display_name          }        }      }    }`;
const UPDATE_AGENT_STATUS = `mutation {      updateAgentStatus(status: ONLINE) {        node {          id        }      }    }`;
const GET_DEPARTMENTS = `query {      departments {        edges {          node {            id            name            status          }        }      }    }`;
const START_SESSION = `mutation {  startAgentSession(access_token: "my_oauth_access_token") {    websocket_url    session_id    client_id  }}`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const sendMessage = (channelId: string, content: string) =>
  `mutation {            sendMessage(channel_id: "${channelId}", msg: "${content}") {              success            }          }`;
const transfer = (channelId: string, departmentId: string) =>
  `mutation {        transferToDepartment(          channel_id: "${channelId}",          department_id: "${departmentId}"        ) {          success        }      }`;
const sendQuickReplies = (channelId: string) =>
  `mutation {      sendQuickReplies(        channel_id: "${channelId}",        msg: "We have the following options. Which one is your favorite?",        quick_replies: [          {            action: {              value: "My favorite is chocolate"            },            text: "Chocolate"          },          {            action: {              value: "My favorite is vanilla"            },            text: "Vanilla"          },          {            action: {              value: "My favorite is cookies and cream"            },            text: "Cookies and cream"          },          {            action: {              value: "My favorite is coconut"            },            text: "Coconut"          },          {            action: {              value: "My favorite is salted caramel"            },            text: "Salted caramel"          }        ],        fallback: {          msg: "We have the following options. Which one is your favorite?"          options: [            "Chocolate",            "Vanilla",            "Cookies and cream",            "Coconut",            "Salted caramel"          ]        }      ) {        success      }    }`;

async function openWithVisitor() {
  const room = await openRoom();
  const client = await room.connect();
  const subscriptionId = await client.subscribe(MESSAGE_SUBSCRIPTION);
  const visitorId = room.control.openVisitor();
  const channelId = room.control.write(visitorId, 'Hi');
  return { room, client, subscriptionId, visitorId, channelId };
}

describe('the examples of the article', () => {
  it('start an agent session over HTTP', async () => {
    const room = await openRoom();
    const query = START_SESSION.replace('my_oauth_access_token', 'sandbox-token');
    const { status, body } = await room.call('/graphql/request', { query });
    expect(status).toBe(200);
    const session = at(body, 'data', 'startAgentSession');
    expect(session).toEqual({
      websocket_url: expect.stringMatching(
        /^ws:\/\/127\.0\.0\.1:\d+\/stream\/0\.1\/graphql\/[a-z0-9]{6}:\d{10}$/,
      ),
      session_id: expect.stringMatching(/^[a-z0-9]{6}$/),
      client_id: expect.stringMatching(/^\d{10}$/),
    });
    expect(textAt(session, 'websocket_url')).toContain(
      `/${textAt(session, 'session_id')}:${textAt(session, 'client_id')}`,
    );
  });

  it('start none with the token that is printed, which nobody was given', async () => {
    const room = await openRoom();
    expect(await room.call('/graphql/request', { query: START_SESSION })).toEqual({
      status: 401,
      body: {
        errors: [{ name: 'UNAUTHORIZED', message: expect.any(String), UUID: expect.stringMatching(UUID) }],
      },
    });
  });

  it('subscribe to incoming messages', async () => {
    const room = await openRoom();
    const client = await room.connect();
    client.send({ payload: { query: MESSAGE_SUBSCRIPTION }, type: 'request', id: 456 });
    const answer = await client.frame(frame => frame['id'] === 456);
    expect(answer).toEqual({ payload: { data: { subscription_id: expect.any(String) } }, id: 456 });

    const visitorId = room.control.openVisitor();
    const channelId = room.control.write(visitorId, 'Hi');
    const data = await client.frame(frame => frame['sig'] === 'DATA');
    expect(data).toEqual({
      sig: 'DATA',
      subscription_id: at(answer, 'payload', 'data', 'subscription_id'),
      payload: {
        data: {
          message: {
            node: {
              id: expect.any(String),
              content: 'Hi',
              channel: { id: channelId },
              from: { __typename: 'Visitor', display_name: expect.stringMatching(/^Visitor \d{8}$/) },
            },
          },
        },
      },
    });
  });

  it('update the agent status', async () => {
    const room = await openRoom();
    const client = await room.connect();
    const answer = await client.request(UPDATE_AGENT_STATUS);
    expect(at(answer, 'payload')).toEqual({
      data: { updateAgentStatus: { node: { id: expect.any(String) } } },
    });
    expect(room.control.state().agents[0]).toMatchObject({ status: 'ONLINE' });
  });

  it('echo what the visitor wrote, which joins the chat and comes back as a message', async () => {
    const { room, client, subscriptionId, visitorId, channelId } = await openWithVisitor();
    const answer = await client.request(sendMessage(channelId, 'Hi'));
    expect(at(answer, 'payload')).toEqual({ data: { sendMessage: { success: true } } });
    const [, echo] = await client.data(subscriptionId, 2);
    expect(at(echo, 'message', 'node')).toMatchObject({ content: 'Hi', from: { __typename: 'Agent' } });
    expect(room.control.messages(visitorId).map(line => [line.from, line.text])).toEqual([
      ['visitor', 'Hi'],
      ['system', 'Alex joined the chat'],
      ['agent', 'Hi'],
    ]);
  });

  it('print what a visitor types, and say it back', async () => {
    const { room, client, subscriptionId, visitorId } = await openWithVisitor();
    room.control.write(visitorId, 'Hello!');
    const [hi, hello] = (await client.data(subscriptionId, 2)).map(data => at(data, 'message', 'node'));
    const printed = `[message] Received: '${textAt(hi, 'content')}' from: '${textAt(hi, 'from', 'display_name')}'`;
    expect(printed).toMatch(/^\[message\] Received: 'Hi' from: 'Visitor \d{8}'$/);
    await client.request(sendMessage(textAt(hello, 'channel', 'id'), textAt(hello, 'content')));
    expect(room.control.messages(visitorId).at(-1)).toMatchObject({ from: 'agent', text: 'Hello!' });
  });

  it('send quick replies, whose click says the value', async () => {
    const { room, client, subscriptionId, visitorId, channelId } = await openWithVisitor();
    const answer = await client.request(sendQuickReplies(channelId));
    expect(at(answer, 'payload')).toEqual({ data: { sendQuickReplies: { success: true } } });
    const shown = room.control.messages(visitorId).at(-1);
    expect(shown?.structured).toMatchObject({
      type: 'quick_replies',
      fallback: { options: ['Chocolate', 'Vanilla', 'Cookies and cream', 'Coconut', 'Salted caramel'] },
    });
    room.control.click(visitorId, 'My favorite is coconut');
    const data = await client.data(subscriptionId, 3);
    expect(at(data[2], 'message', 'node', 'content')).toBe('My favorite is coconut');
  });

  it('list the departments and transfer to one that is ONLINE, staying in the chat', async () => {
    const { room, client, channelId } = await openWithVisitor();
    await client.request(sendMessage(channelId, 'Hello!'));
    const departments = await client.request(GET_DEPARTMENTS);
    const first = at(departments, 'payload', 'data', 'departments', 'edges', 0, 'node');
    expect(first).toEqual({ id: expect.any(String), name: 'Shipping', status: 'ONLINE' });
    const answer = await client.request(transfer(channelId, textAt(first, 'id')));
    expect(at(answer, 'payload')).toEqual({ data: { transferToDepartment: { success: true } } });
    expect(room.control.state().channels[0]).toMatchObject({
      state: 'ONGOING',
      department: { name: 'Shipping' },
      agents: [{ name: 'Alex Morgan' }],
    });
  });

  it('stop a subscription', async () => {
    const { room, client, subscriptionId, visitorId } = await openWithVisitor();
    client.send({ payload: { subscription_id: subscriptionId }, type: 'stop_subscription', id: 7 });
    const answer = await client.frame(frame => frame['id'] === 7);
    expect(answer).toEqual({ payload: { data: { success: true } }, id: 7 });
    const before = client.frames.length;
    room.control.write(visitorId, 'Anybody?');
    await client.request(GET_DEPARTMENTS);
    expect(client.frames.slice(before).filter(frame => frame['sig'] === 'DATA')).toEqual([]);
  });

  it('choose one of several operations; the one printed uses a variable it does not declare', async () => {
    const query = `mutation updateVisitor {    updateVisitorInfo(display_name: "jim", visitor_id: "2.jlgwAAseGzxwEr") {      success    }  }
  mutation startSession($access_token: String!)  {    startAgentSession(access_token: $token) {      websocket_url      session_id      client_id    }  }`;
    const room = await openRoom();
    const variables = { access_token: 'sandbox-token' };
    const printed = await room.call('/graphql/request', { query, operationName: 'startSession', variables });
    expect(printed).toMatchObject({ status: 400, body: { errors: [{ name: 'GRAPHQL_EXEC_ERROR' }] } });

    const corrected = query.replace('$token)', '$access_token)');
    const answer = await room.call('/graphql/request', {
      query: corrected,
      operationName: 'startSession',
      variables,
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { data: { startAgentSession: { session_id: expect.any(String) } } },
    });
  });

  it('update a visitor, by the raw id', async () => {
    const { room, client, visitorId } = await openWithVisitor();
    const query = `mutation updateVisitor {    updateVisitorInfo(display_name: "jim", visitor_id: "${visitorId}") {      success    }  }`;
    expect(at(await client.request(query), 'payload')).toEqual({
      data: { updateVisitorInfo: { success: true } },
    });
    expect(room.control.state().channels[0]?.visitor.name).toBe('jim');
  });
});

describe('the error responses of the article', () => {
  it.each(ERROR_NAMES)('%s: errorCode, payload and id; UUID and all', async name => {
    const { room, client } = await openWithVisitor();
    room.control.fault({ kind: 'error', name, reason: '' });
    client.send({ payload: { query: GET_DEPARTMENTS }, type: 'request', id: 9 });
    expect(await client.frame(frame => frame['id'] === 9)).toEqual({
      errorCode: expect.any(Number),
      payload: { errors: [{ name, message: expect.any(String), UUID: expect.stringMatching(UUID) }] },
      id: 9,
    });
  });

  it('a failed execution keeps each error apart, each with a UUID of its own', async () => {
    const { client } = await openWithVisitor();
    const query = 'mutation { a: leaveChannel(channel_id: "1") { success } }';
    const [one, two] = [await client.request(query), await client.request(query)];
    for (const answer of [one, two])
      expect(at(answer, 'payload', 'errors')).toEqual([
        { name: 'GRAPHQL_EXEC_ERROR', message: expect.any(String), UUID: expect.stringMatching(UUID) },
      ]);
    expect(at(one, 'payload', 'errors', 0, 'UUID')).not.toBe(at(two, 'payload', 'errors', 0, 'UUID'));
  });

  it('a protocol error has a body of text', async () => {
    const { client } = await openWithVisitor();
    client.send({ payload: {}, type: 'request', id: 5 });
    expect(await client.frame(frame => frame['id'] === 5)).toEqual({
      errorCode: 400,
      payload: { body: expect.any(String) },
      id: 5,
    });
  });

  it('in subscription data it is error_code', async () => {
    const { room, client, subscriptionId, visitorId } = await openWithVisitor();
    room.control.fault({ kind: 'data-error', name: 'GRAPHQL_EXEC_ERROR', reason: '' });
    room.control.write(visitorId, 'Anybody?');
    expect(await client.frame(frame => 'error_code' in frame)).toEqual({
      error_code: 400,
      payload: {
        errors: [
          { name: 'GRAPHQL_EXEC_ERROR', message: expect.any(String), UUID: expect.stringMatching(UUID) },
        ],
      },
      sig: 'DATA',
      subscription_id: subscriptionId,
    });
  });
});

describe('the end of service signal of the article', () => {
  const isEos = (frame: Readonly<Record<string, unknown>>) => frame['sig'] === 'EOS';

  it('comes with a concurrent login', async () => {
    const room = await openRoom();
    const client = await room.connect();
    await room.startSession();
    expect(await client.frame(isEos)).toEqual({ reason: 'concurrent session limit reached', sig: 'EOS' });
    expect(await client.closed()).toBe(1000);
  });

  it('comes on a WebSocket URL that is not authenticated', async () => {
    const room = await openRoom();
    const url = (await room.startSession()).replace(/[^/]+$/, '8b40lm:9012841289');
    const client = await room.connect(url);
    expect(await client.frame(isEos)).toEqual({ reason: 'unexpected session state', sig: 'EOS' });
    expect(await client.closed()).toBe(1000);
  });

  it('comes after stopAgentSession, on every socket, and their URL is no longer good', async () => {
    const room = await openRoom();
    const url = await room.startSession();
    const [client, other] = [await room.connect(url), await room.connect(url)];
    const answer = await client.request('mutation { stopAgentSession { success } }');
    expect(at(answer, 'payload')).toEqual({ data: { stopAgentSession: { success: true } } });
    for (const socket of [client, other, await room.connect(url)]) {
      expect(await socket.frame(isEos)).toEqual({ reason: 'unexpected session state', sig: 'EOS' });
      expect(await socket.closed()).toBe(1000);
    }
    expect(room.control.state().sessions).toEqual([]);
    await (await room.connect()).request(GET_DEPARTMENTS);
  });
});
