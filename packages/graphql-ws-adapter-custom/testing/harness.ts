import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import {
  type Client,
  type ClientEvent,
  type ClientEventListener,
  type ClientOptions,
  createClient,
} from '../src/index.ts';
import { ScriptedServer } from './scriptedServer.ts';

export const DEPARTMENTS = { query: '{ departments { edges { node { name } } } }' };
export const SEND = {
  query: 'mutation Send($msg: String!) { sendMessage(channel_id: "1", msg: $msg) { success } }',
  variables: { msg: 'Hello' },
};
export const MESSAGES = { query: 'subscription { message { node { id content } } }' };
export const ACTIVITY = { query: 'subscription { chatActivity { node { id } } }' };

/** A scripted server that the test closes. */
export async function startServer(): Promise<ScriptedServer> {
  const server = await ScriptedServer.listen();
  onTestFinished(() => server.close());
  return server;
}

/** A client on `server` that the test disposes; it reconnects at once unless `options` say otherwise. */
export function startClient(server: ScriptedServer, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({ url: server.url, webSocketImpl: WebSocket, retryWait: () => 0, ...options });
  onTestFinished(() => client.dispose());
  return client;
}

/** The first event that `accepts` is true for. */
export function eventOf<E extends ClientEvent>(
  client: Client,
  event: E,
  accepts: (...args: Parameters<ClientEventListener<E>>) => boolean = () => true,
): Promise<Parameters<ClientEventListener<E>>> {
  return new Promise(resolve => {
    const stop = client.on(event, (...args: Parameters<ClientEventListener<E>>) => {
      if (!accepts(...args)) return;
      stop();
      resolve(args);
    });
  });
}
