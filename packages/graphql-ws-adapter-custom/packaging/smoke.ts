// Runs under each supported Node, in a project that has the packed adapter and `ws`: every kind of operation, over a
// socket that is lost. Prints which WebSockets it tried; the process ends by itself, for nothing is left open.
import assert from 'node:assert/strict';
import {
  ConnectionLostError,
  createClient,
  EnvelopeError,
  ProtocolError,
  RequestTimeoutError,
  SessionEndedError,
  type WebSocketConstructor,
} from 'graphql-ws-adapter-custom';
import { WebSocket as WebSocketOfWs } from 'ws';
import { ScriptedServer } from '../testing/scriptedServer.ts';

const DEPARTMENTS = { query: '{ departments { edges { node { name } } } }' };
const SEND = { query: 'mutation { sendMessage(channel_id: "1", msg: "Hello") { success } }' };
const MESSAGES = { query: 'subscription { message { node { content } } }' };

/** Without an implementation it takes the global one. */
async function converse(webSocketImpl?: WebSocketConstructor): Promise<void> {
  const server = await ScriptedServer.listen();
  const client = createClient({
    url: server.url,
    lazy: false,
    retryWait: () => 0,
    ...(webSocketImpl && { webSocketImpl }),
  });
  const first = await server.connection();

  const departments = client.request(DEPARTMENTS);
  first.answer(await first.frame(), { departments: { edges: [] } });
  assert.deepEqual(await departments, { data: { departments: { edges: [] } } });

  const refused = client.request(SEND);
  first.refuse(await first.frame(), 403, 'FORBIDDEN');
  await assert.rejects(refused, error => EnvelopeError.is(error) && error.errorName === 'FORBIDDEN');

  const messages = client.iterate(MESSAGES);
  const greeting = messages.next();
  await first.started('s1');
  first.data('s1', { message: 'before' });
  assert.deepEqual((await greeting).value, { data: { message: 'before' } });

  const unsure = client.request(SEND);
  await first.frame();
  const later = messages.next();
  first.drop();
  await assert.rejects(unsure, error => ConnectionLostError.is(error) && error.sent);

  const second = await server.connection();
  await second.started('s2');
  second.data('s2', { message: 'after' });
  assert.deepEqual((await later).value, { data: { message: 'after' } });
  assert.equal(second.frames.length, 1, 'the mutation that was sent is not sent again');

  client.dispose();
  assert.equal((await messages.next()).done, true);
  await second.closed;
  await server.close();
}

/** Node 20 has no WebSocket of its own, and the error says what to pass. */
async function demandImplementation(): Promise<void> {
  const client = createClient({ url: 'ws://127.0.0.1:9/' });
  await assert.rejects(client.request(DEPARTMENTS), error => /webSocketImpl/.test(textOf(error)));
  client.dispose();
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${textOf(error.cause)}` : '';
}

for (const ErrorClass of [ProtocolError, RequestTimeoutError, SessionEndedError]) {
  assert.equal(ErrorClass.is(new Error('another')), false);
}
await converse(WebSocketOfWs);
const hasGlobal = 'WebSocket' in globalThis;
await (hasGlobal ? converse() : demandImplementation());
console.log(hasGlobal ? 'ws, global WebSocket' : 'ws');
