import { onTestFinished } from 'vitest';
import { type Client, type ClientOptions, createClient } from '../src/index.ts';
import { FakeSocket } from './fakeSocket.ts';

/** A client of fake sockets that reconnects after 10 ms and is disposed of with the test. */
export function connect(options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    url: 'ws://fake',
    webSocketImpl: FakeSocket,
    keepAlive: 0,
    retryWait: () => 10,
    ...options,
  });
  onTestFinished(() => client.dispose());
  return client;
}

/** A client whose socket is open. */
export function open(options: Partial<ClientOptions> = {}): Client {
  const client = connect({ lazy: false, ...options });
  client.resume();
  FakeSocket.last.open();
  return client;
}

/** Lets promises settle. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

export function answer(socket: FakeSocket, id: string, data: unknown = {}): void {
  socket.receive({ payload: { data }, id });
}

export function refuse(socket: FakeSocket, id: string, name: string): void {
  socket.receive({ errorCode: 400, payload: { errors: [{ name, message: 'no' }] }, id });
}
