import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SessionRefusedError } from '../session/proxyApi.ts';
import { startZendesk } from '../testing/zendeskSocket.ts';
import { Connection, type ConnectionOptions, type ConnectionView } from './connection.ts';
import { Network } from './network.ts';

const TAKEN_OVER = 'concurrent session limit reached';
const feed = 'subscription Messages { message { node { id } } }';

/** A connection with something to do, and every view that it has shown. */
function open(options: ConnectionOptions = {}) {
  const connection = new Connection(options);
  const { view, client } = connection;
  const shown: ConnectionView['kind'][] = [view.getSnapshot().kind];
  view.subscribe(() => shown.push(view.getSnapshot().kind));
  const errors: unknown[] = [];
  const subscribe = () =>
    client.subscribe(
      { query: feed, operationName: 'Messages' },
      { next: () => undefined, error: error => errors.push(error), complete: () => undefined },
    );
  subscribe();
  onTestFinished(() => connection.dispose());
  const shows = (kind: ConnectionView['kind']) =>
    vi.waitFor(() => expect(view.getSnapshot().kind).toBe(kind), { timeout: 5_000 });
  return { connection, client, view, shown, errors, shows };
}

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

describe('the connection', () => {
  it('is connecting, then live', async () => {
    const zendesk = await startZendesk();
    const { connection, shown, shows } = open();
    expect(connection.server.getSnapshot()).toBeNull();
    await shows('live');
    expect([...new Set(shown)]).toEqual(['connecting', 'live']);
    expect(connection.server.getSnapshot()).toBe(zendesk.origin);
    expect(zendesk.asked).toEqual(['POST /agent-session']);
  });

  it('remembers when the last frame came', async () => {
    const zendesk = await startZendesk();
    const { connection } = open();
    expect(connection.lastFrameAt).toBe(0);
    const before = Date.now();
    await vi.waitFor(() => expect(zendesk.requests).toHaveLength(1));
    await vi.waitFor(() => expect(connection.lastFrameAt).toBeGreaterThanOrEqual(before));
  });

  it('goes on with the session that this browser started last, as after a reload', async () => {
    const zendesk = await startZendesk();
    const first = open();
    await first.shows('live');
    first.connection.dispose();
    await open().shows('live');
    expect(zendesk.asked).toEqual(['POST /agent-session', 'GET /agent-session']);
  });

  it('waits when the socket is lost, and comes back on the same session', async () => {
    const zendesk = await startZendesk();
    vi.spyOn(Math, 'random').mockReturnValue(0.1);
    const { shown, shows } = open();
    await shows('live');
    await vi.waitFor(() => expect(zendesk.socketCount).toBe(1));
    zendesk.drop();
    await shows('waiting');
    await shows('live');
    expect(shown.slice(shown.indexOf('live'))).toEqual(['live', 'waiting', 'live']);
    expect(zendesk.asked).toEqual(['POST /agent-session']);
  });

  it('shows each try after a loss as a part of the loss, and when the next one is', async () => {
    const zendesk = await startZendesk();
    vi.spyOn(Math, 'random').mockReturnValue(0.1);
    const { client, view, shown, shows } = open();
    await shows('live');
    const tries = vi.fn();
    client.on('connecting', tries);
    zendesk.refuseSockets();
    zendesk.drop();
    await vi.waitFor(() => expect(tries.mock.calls.length).toBeGreaterThanOrEqual(2), { timeout: 5_000 });
    expect(new Set(shown.slice(shown.indexOf('live') + 1))).toEqual(new Set(['waiting']));
    expect(view.getSnapshot()).toMatchObject({ until: expect.any(Number) });
  });

  it('tries at once when it is asked to', async () => {
    const zendesk = await startZendesk();
    vi.spyOn(Math, 'random').mockReturnValue(0.99);
    const { connection, view, shows } = open();
    await shows('live');
    zendesk.drop();
    await shows('waiting');
    const waiting = view.getSnapshot();
    connection.resume();
    await shows('live');
    expect(waiting.kind === 'waiting' && Date.now() < waiting.until).toBe(true);
  });

  it('keeps no socket while every tab is told that there is no network, and comes back with it', async () => {
    const zendesk = await startZendesk();
    const network = new Network();
    for (const tab of ['one', 'two']) network.join(tab);
    const { shows, view } = open({ network });
    await shows('live');
    network.note('one', false);
    expect(view.getSnapshot().kind).toBe('live');
    network.note('two', false);
    await shows('offline');
    await vi.waitFor(() => expect(zendesk.socketCount).toBe(0));
    network.note('one', true);
    await shows('live');
    expect(zendesk.asked).toEqual(['POST /agent-session']);
  });

  it('tries all the same without a network when it is asked to', async () => {
    await startZendesk();
    const network = new Network();
    network.join('one');
    const { connection, shows } = open({ network });
    await shows('live');
    network.note('one', false);
    await shows('offline');
    connection.resume();
    await shows('live');
  });

  it('does not fight back when another device took the session, and takes it over when asked', async () => {
    const zendesk = await startZendesk();
    const { connection, view, shown, errors, shows } = open();
    await shows('live');
    await vi.waitFor(() => expect(zendesk.requests).toHaveLength(1));
    const before = Date.now();
    zendesk.endSession(TAKEN_OVER);
    await shows('elsewhere');
    expect(view.getSnapshot()).toMatchObject({ at: expect.closeTo(before, -4) });
    expect(errors).toMatchObject([{ name: 'SessionEndedError' }]);
    expect(zendesk.asked).toEqual(['POST /agent-session']);
    connection.resume();
    await shows('live');
    expect(shown.at(-1)).toBe('live');
    expect(zendesk.asked).toEqual(['POST /agent-session', 'GET /agent-session', 'POST /agent-session']);
  });

  it('starts a new session when Zendesk ends one for a reason of its own', async () => {
    const zendesk = await startZendesk();
    const { shows, errors } = open();
    await shows('live');
    await vi.waitFor(() => expect(zendesk.requests).toHaveLength(1));
    zendesk.endSession('unexpected session state');
    await vi.waitFor(() => expect(zendesk.requests).toHaveLength(2));
    await shows('live');
    expect(errors).toEqual([]);
    expect(zendesk.asked).toEqual(['POST /agent-session', 'GET /agent-session', 'POST /agent-session']);
  });

  it('takes the session that another tab of this browser has started since', async () => {
    const zendesk = await startZendesk();
    const { shows } = open();
    await shows('live');
    await vi.waitFor(() => expect(zendesk.requests).toHaveLength(1));
    const other = `${zendesk.origin}/stream/0.1/graphql/ghijkl:2`;
    zendesk.proxyAnswers(() => Response.json({ websocket_url: other }));
    zendesk.endSession('unexpected session state');
    await vi.waitFor(() => expect(zendesk.requests).toHaveLength(2));
    expect(zendesk.asked).toEqual(['POST /agent-session', 'GET /agent-session']);
  });

  it('starts a new session when the address of the last one opens no socket three times', async () => {
    const zendesk = await startZendesk();
    vi.spyOn(Math, 'random').mockReturnValue(0.01);
    const { shows } = open();
    await shows('live');
    zendesk.refuseSockets();
    zendesk.drop();
    await vi.waitFor(() => expect(zendesk.asked).toContain('GET /agent-session'), { timeout: 10_000 });
    await vi.waitFor(() =>
      expect(zendesk.asked.slice(1, 3)).toEqual(['GET /agent-session', 'POST /agent-session']),
    );
  });

  it.each(['UPSTREAM_TIMEOUT', 'UPSTREAM_UNREACHABLE', 'RATE_LIMITED'])(
    'goes on trying when the proxy says %s, which passes',
    async name => {
      const zendesk = await startZendesk();
      vi.spyOn(Math, 'random').mockReturnValue(0.1);
      const error = { name, message: 'Later', uuid: null };
      zendesk.proxyAnswers(() => Response.json({ error }, { status: 502 }));
      const { shows } = open();
      await shows('waiting');
      zendesk.proxyAnswers(() => zendesk.session());
      await shows('live');
    },
  );

  it('says why, when a second session ends within a minute', async () => {
    const zendesk = await startZendesk();
    const { view, shows } = open();
    await shows('live');
    for (const count of [1, 2]) {
      await vi.waitFor(() => expect(zendesk.requests).toHaveLength(count));
      zendesk.endSession('unexpected session state');
    }
    await shows('ended');
    expect(view.getSnapshot()).toEqual({ kind: 'ended', reason: 'unexpected session state' });
  });

  it('stops when Zendesk refuses a session, and says why', async () => {
    const zendesk = await startZendesk();
    const error = { name: 'FORBIDDEN', message: 'No API access', uuid: 'u-1' };
    zendesk.proxyAnswers(() => Response.json({ error }, { status: 502 }));
    const { client, view, errors, shows } = open();
    await shows('refused');
    await vi.waitFor(() => expect(errors.map(error => SessionRefusedError.is(error))).toEqual([true]));
    expect(view.getSnapshot()).toEqual({ kind: 'refused', message: 'No API access', uuid: 'u-1' });
    expect(client.getState()).toEqual({ status: 'idle' });
    expect(zendesk.asked).toEqual(['POST /agent-session']);
  });

  it('stops when nobody is signed in any more', async () => {
    const zendesk = await startZendesk();
    zendesk.proxyAnswers(() => Response.json({}, { status: 401 }));
    const { client, errors, shows } = open();
    await shows('signedOut');
    await vi.waitFor(() => expect(errors).toHaveLength(1));
    expect(client.getState()).toEqual({ status: 'idle' });
    expect(zendesk.asked).toEqual(['POST /agent-session']);
  });

  it('goes on trying while the proxy is away', async () => {
    const zendesk = await startZendesk();
    vi.spyOn(Math, 'random').mockReturnValue(0.1);
    zendesk.proxyAnswers(() => Promise.reject(new TypeError('fetch failed')));
    const { shows } = open();
    await shows('waiting');
    zendesk.proxyAnswers(() => zendesk.session());
    await shows('live');
  });
});
