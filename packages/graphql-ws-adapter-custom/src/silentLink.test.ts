import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { FakeSocket } from '../testing/fakeSocket.ts';
import { eventOf, MESSAGES, startClient, startServer } from '../testing/harness.ts';
import { Recorder } from '../testing/recorder.ts';
import type { ScriptedServer } from '../testing/scriptedServer.ts';
import { createClient } from './index.ts';

describe('rule 8: a link that goes silent without closing', () => {
  test('is noticed, and data flows again when the network is back', async () => {
    const server = await startServer();
    const relay = await startRelay(server);
    const client = startClient(server, { url: relay.url, keepAlive: 20, pongTimeout: 300 });
    const recorder = new Recorder();
    client.subscribe(MESSAGES, recorder);
    const first = await server.connection();
    await first.started('s1');
    await eventOf(client, 'pong');
    const closed = eventOf(client, 'closed');
    relay.silence();
    expect(await closed).toEqual([{ code: 4408, reason: 'No sign of life', wasClean: false }]);
    relay.restore();
    const second = await server.connection();
    await second.started('s2');
    second.data('s2', { n: 1 });
    expect(await recorder.data()).toEqual({ n: 1 });
  });

  test('ends a wait of a minute when the machine says that it is online', async () => {
    const dispatch = stubWakeEvents();
    const server = await startServer();
    const relay = await startRelay(server);
    const client = startClient(server, {
      url: relay.url,
      keepAlive: 20,
      pongTimeout: 300,
      retryWait: () => 60_000,
    });
    client.subscribe(MESSAGES, new Recorder());
    await (await server.connection()).started('s1');
    await eventOf(client, 'pong');
    const waiting = eventOf(client, 'state', ({ status }) => status === 'waiting');
    relay.silence();
    await waiting;
    relay.restore();
    const restarted = eventOf(client, 'restarted');
    dispatch('online');
    await (await server.connection()).started('s2');
    await restarted;
    expect(client.getState()).toEqual({ status: 'open' });
  });

  test('that nobody had noticed is replaced without a wait when the machine comes online', async () => {
    const dispatch = stubWakeEvents();
    const server = await startServer();
    const relay = await startRelay(server);
    const client = startClient(server, { url: relay.url, retryWait: () => 60_000 });
    const recorder = new Recorder();
    client.subscribe(MESSAGES, recorder);
    const first = await server.connection();
    await first.started('s1');
    first.data('s1', {});
    await recorder.data();
    const restarted = eventOf(client, 'restarted');
    relay.silence();
    relay.restore();
    dispatch('online');
    await (await server.connection()).started('s2');
    await restarted;
  });

  test('is noticed within ten seconds by default', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const client = createClient({ url: 'ws://silent', webSocketImpl: FakeSocket });
    onTestFinished(() => client.dispose());
    client.subscribe(MESSAGES, new Recorder());
    await vi.advanceTimersByTimeAsync(0);
    FakeSocket.last.open();
    await vi.advanceTimersByTimeAsync(5_000);
    FakeSocket.last.receive({ sig: 'PONG', payload: null });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(client.getState()).toEqual({ status: 'open' });
    await vi.advanceTimersByTimeAsync(1);
    expect(client.getState().status).not.toBe('open');
  });
});

interface Relay {
  readonly url: string;
  /** Nothing comes through any more, and nothing is closed. */
  silence(): void;
  /** New connections come through; old ones stay silent for good. */
  restore(): void;
}

/** A line to the server that the test closes. */
async function startRelay(server: ScriptedServer): Promise<Relay> {
  const { port, pathname } = new URL(server.url);
  const sockets = new Set<Socket>();
  let passes = true;
  const relay = createServer(near => {
    const far = connect(Number(port), '127.0.0.1');
    const pair = [near, far] as const;
    for (const socket of pair) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      if (!passes) socket.resume();
    }
    if (!passes) return;
    near.pipe(far);
    far.pipe(near);
  });
  await once(relay.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    relay.close();
  });
  const address = relay.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a port, got none.');
  return {
    url: `ws://127.0.0.1:${address.port}${pathname}`,
    silence() {
      passes = false;
      for (const socket of sockets) socket.unpipe().resume();
    },
    restore() {
      passes = true;
    },
  };
}

/** Node's global scope has no events: it gets those of a browser for one test. */
function stubWakeEvents(): (type: string) => void {
  const target = new EventTarget();
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
  vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
  onTestFinished(() => void vi.unstubAllGlobals());
  return type => void target.dispatchEvent(new Event(type));
}
