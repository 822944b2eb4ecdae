import type { Client as GraphQLWsClient } from 'graphql-ws';
import { expectTypeOf, test } from 'vitest';
import WebSocket from 'ws';
import type { Client, ServerFrame, WebSocketConstructor } from './index.ts';

test("a client is assignable to graphql-ws's Client", () => {
  expectTypeOf<Client>().toExtend<GraphQLWsClient>();
});

test('the events keep their own types', () => {
  const _listen = (client: Client): void => {
    client.on('message', (frame: ServerFrame) => frame.kind);
    client.on('restarted', ({ since }) => since.toFixed());
    client.on('eos', reason => reason.trim());
    // @ts-expect-error an event that is none
    client.on('opend', () => undefined);
    // @ts-expect-error a listener of another event
    client.on('closed', (isRetry: boolean) => isRetry);
  };
  expectTypeOf(_listen).returns.toBeVoid();
});

test('the WebSocket of ws and of the browser are taken as they are', () => {
  expectTypeOf(WebSocket).toExtend<WebSocketConstructor>();
  expectTypeOf<typeof globalThis.WebSocket>().toExtend<WebSocketConstructor>();
});
