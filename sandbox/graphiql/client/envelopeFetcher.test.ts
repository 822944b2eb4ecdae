import { createClient } from 'graphql-ws-adapter-custom';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { at } from '../../testing/agentClient.ts';
import { eventually, openRoom } from '../../testing/sandboxRoom.ts';
import { runOperation, type Shown } from './envelopeFetcher.ts';
import { EXAMPLES } from './examples.ts';

async function openIde() {
  const room = await openRoom();
  const client = createClient({
    url: () => room.startSession(),
    webSocketImpl: WebSocket,
    onEndOfService: () => 'stop',
    lazyCloseTimeout: 60_000,
  });
  onTestFinished(() => client.dispose());
  const events: Shown[] = [];
  const run = (query: string, variables?: unknown, operationName: string | null = null) =>
    runOperation(client, { query, variables, operationName }, event => events.push(event));
  return { room, run, events };
}

describe('the fetcher of GraphiQL', () => {
  it('runs what is prepared, each over the envelope', async () => {
    const { room, run } = await openIde();
    room.control.write(room.control.openVisitor({ name: 'Ada' }), 'Hi');
    const [departments, channels, messages, sendMessage, quickReplies] = EXAMPLES.map(({ query }) => query);
    expect(at(await run(departments ?? ''), 'data', 'departments', 'edges', 0, 'node', 'name')).toBe(
      'Shipping',
    );
    const seen = await run(channels ?? '');
    expect(at(seen, 'data', 'channels', 'edges', 0, 'node', 'visitor', 'display_name')).toBe('Ada');
    const channelId = at(seen, 'data', 'channels', 'edges', 0, 'node', 'id');
    expect(Symbol.asyncIterator in run(messages ?? '')).toBe(true);
    for (const [query, example] of [
      [sendMessage, EXAMPLES[3]],
      [quickReplies, EXAMPLES[4]],
    ] as const) {
      const variables = { ...JSON.parse(example?.variables ?? '{}'), channel_id: channelId };
      expect(JSON.stringify(await run(query ?? '', variables))).toMatch(/"success":true/);
    }
  });

  it('streams a subscription, and stopping it unsubscribes at once', async () => {
    const { room, run, events } = await openIde();
    const stream = run('subscription { message { node { content } } }');
    if (!(Symbol.asyncIterator in stream)) throw new Error('Expected a stream.');
    const first = stream.next();
    await eventually(() => room.control.state().subscriptions).toBe(1);
    room.control.write(room.control.openVisitor(), 'Hi');
    expect((await first).value).toEqual({ data: { message: { node: { content: 'Hi' } } } });
    expect(events).toHaveLength(1);
    const waiting = stream.next();
    await stream.return?.();
    expect((await waiting).done).toBe(true);
    await eventually(() => room.control.state().subscriptions).toBe(0);
  });

  it('runs the one operation of a text, whatever name was read from the text before', async () => {
    const { run } = await openIde();
    const named = await run(
      'query Departments { departments { edges { node { name } } } }',
      undefined,
      'Channels',
    );
    expect(at(named, 'data', 'departments', 'edges', 0, 'node', 'name')).toBe('Shipping');
    const two =
      'query A { departments { edges { cursor } } } query B { b: departments { edges { node { name } } } }';
    expect(at(await run(two, undefined, 'B'), 'data', 'b', 'edges', 0, 'node', 'name')).toBe('Shipping');
  });

  it('shows what is refused in the form of the article', async () => {
    const { room, run } = await openIde();
    await room.call('/__sandbox/faults', { kind: 'error', name: 'FORBIDDEN', match: 'agents' });
    expect(await run('{ agents { edges { cursor } } }')).toEqual({
      errorCode: 403,
      payload: {
        errors: [
          expect.objectContaining({
            name: 'FORBIDDEN',
            message: expect.any(String),
            UUID: expect.any(String),
          }),
        ],
      },
    });
    await room.call('/__sandbox/faults', { kind: 'error', form: 'body', match: 'agents' });
    expect(await run('{ agents { edges { cursor } } }')).toMatchObject({
      payload: { body: expect.any(String) },
    });
    expect(await run('{ nothing }')).toMatchObject({ errors: [{ name: 'GRAPHQL_EXEC_ERROR' }] });
    expect(await run('{ not graphql')).toMatchObject({ errors: [{ name: 'GRAPHQL_EXEC_ERROR' }] });
  });

  it('shows an end of service to what runs, and to what is run after it', async () => {
    const { room, run } = await openIde();
    const stream = run('subscription { message { node { content } } }');
    if (!(Symbol.asyncIterator in stream)) throw new Error('Expected a stream.');
    const first = stream.next();
    await eventually(() => room.control.state().subscriptions).toBe(1);
    await room.call('/__sandbox/faults', { kind: 'eos', reason: 'concurrent session limit reached' });
    const eos = { sig: 'EOS', reason: 'concurrent session limit reached' };
    expect((await first).value).toEqual(eos);
    expect((await stream.next()).done).toBe(true);
    expect(await run('{ agents { edges { cursor } } }')).toEqual(eos);
  });
});
