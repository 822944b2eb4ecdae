import type { Client as GraphQLWsClient } from 'graphql-ws';
import { expectTypeOf, test } from 'vitest';
import WebSocket from 'ws';
import type { Client, ServerFrame, WebSocketConstructor } from './index.ts';

test("a client is assignable to graphql-ws's Client", () => {
  expectTypeOf<Client>().toExtend<GraphQLWsClient>();
});

test('the events keep their own types', () => {
  expectTypeOf<Client['on']>().toBeCallableWith('message', (_frame: ServerFrame) => undefined);
  expectTypeOf<Client['on']>().toBeCallableWith('restarted', ({ since }) => since.toFixed());
  // @ts-expect-error an event that is none
  expectTypeOf<Client['on']>().toBeCallableWith('opend', () => undefined);
  // @ts-expect-error a listener of another event
  expectTypeOf<Client['on']>().toBeCallableWith('eos', (_reason: number) => undefined);
});

test('the WebSocket of ws and of the browser are taken as they are', () => {
  expectTypeOf(WebSocket).toExtend<WebSocketConstructor>();
  expectTypeOf<typeof globalThis.WebSocket>().toExtend<WebSocketConstructor>();
});
