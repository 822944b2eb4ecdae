import { describe, expect, it } from 'vitest';
import { at, textAt } from './testing/agentClient.ts';
import { openRoom } from './testing/sandboxRoom.ts';

/*
 * The examples of Zendesk's getting-started article, in its order and as printed there; what the article
 * fills in at run time is filled in here.
 */

const MESSAGE_SUBSCRIPTION = `subscription {      message {        node {          id          content          channel {            id          }          from {            __typename            display_name          }        }      }    }`;
const UPDATE_AGENT_STATUS = `mutation {      updateAgentStatus(status: ONLINE) {        node {          id        }      }    }`;
const GET_DEPARTMENTS = `query {      departments {        edges {          node {            id            name            status          }        }      }    }`;
const START_SESSION = `mutation {  startAgentSession(access_token: "sandbox-token") {    websocket_url    session_id    client_id  }}`;

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
    const { status, body } = await room.call('/graphql/request', { query: START_SESSION });
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

  it('end with EOS after stopAgentSession', async () => {
    const room = await openRoom();
    const client = await room.connect();
    const answer = await client.request('mutation { stopAgentSession { success } }');
    expect(at(answer, 'payload')).toEqual({ data: { stopAgentSession: { success: true } } });
    expect(await client.frame(frame => frame['sig'] === 'EOS')).toEqual({
      reason: 'unexpected session state',
      sig: 'EOS',
    });
    expect(await client.closed()).toBe(1000);
  });
});
