import { ConnectionLostError } from 'graphql-ws-adapter-custom';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createMemoryOutboxStore } from '../outbox/memoryOutboxStore.ts';
import { OutgoingNotes } from '../outbox/outgoingNotes.ts';
import { keepUnanswered, readUnanswered } from '../session/keptStatus.ts';
import { outboxItem } from '../testing/builders.ts';
import { ownerInPage } from '../testing/owner.ts';
import { agentNode, channelNode, connection as nodes } from '../testing/wire.ts';
import { startZendesk, type WireReply } from '../testing/zendeskSocket.ts';
import type { OwnerSearchOptions } from './ownerSearch.ts';
import type { Port } from './port.ts';
import { localPorts } from './port.ts';
import { type OwnerMessage, PROTOCOL, wrap } from './protocol.ts';
import { TabConnection } from './tabConnection.ts';

const feed = { query: 'subscription Messages { message { node { id } } }', operationName: 'Messages' };
const departments = {
  query: 'query Departments { departments { edges { node { id } } } }',
  operationName: 'Departments',
};
const leave = {
  query: 'mutation Leave { leaveChannel(channel_id: "1") { success } }',
  operationName: 'Leave',
};

const mine = channelNode('v1', { agents: nodes(agentNode('a', 'Ada')) });
const statusTaken: WireReply = () => ({ data: { updateAgentStatus: { node: agentNode('a', 'Ada') } } });
const replies: Readonly<Record<string, WireReply>> = {
  UpdateAgentStatus: statusTaken,
  Channels: () => ({ data: { channels: nodes(mine) } }),
  RecentLogs: () => ({ data: { channels: nodes({ ...mine, logs: nodes() }) } }),
  SendMessage: () => ({ data: { sendMessage: { success: true } } }),
  Departments: () => ({ data: { departments: nodes() } }),
};

type Owner = ReturnType<typeof ownerInPage>;
type Zendesk = Awaited<ReturnType<typeof startZendesk>>;

/** A tab, and the way to give it another owner. */
function openTab(
  owner: Owner,
  tabId = 'tab',
  notes = new OutgoingNotes(null),
  readChats = async (): Promise<unknown> => undefined,
) {
  const given: { onPort: (port: Port) => void } = { onPort: () => undefined };
  const onGoodbye = vi.fn<() => void>();
  const onStatusNotSent = vi.fn<(error: unknown) => void>();
  const tab = new TabConnection({
    tabId,
    lock: null,
    findOwner: (options: OwnerSearchOptions) => {
      given.onPort = options.onPort;
      return owner.find(options);
    },
    outbox: { notes, isShown: () => true, readLogs: async () => undefined, readChats },
    onStatusNotSent,
    onGoodbye,
  });
  onTestFinished(() => tab.dispose());
  return {
    tab,
    onGoodbye,
    onStatusNotSent,
    meet: (other: Owner) => other.find({ tabId, onPort: given.onPort }).start(),
  };
}

function listen(tab: TabConnection) {
  const got: unknown[] = [];
  const ended: unknown[] = [];
  const stop = tab.client.subscribe<unknown>(feed, {
    next: ({ data }) => got.push(data),
    error: error => ended.push(error),
    complete: () => ended.push('complete'),
  });
  return { got, ended, stop };
}

/** The tab comes to an owner that another tab has begun, and that knows nothing of the choice. */
async function chooseAwayAsOwnerDies(zendesk: Zendesk, next: Owner, reply = statusTaken) {
  onTestFinished(() => localStorage.clear());
  const opened = openTab(ownerInPage(), 'one');
  openTab(next, 'two');
  const { presence } = opened.tab;
  await eventually(() => expect(presence.state.getSnapshot().pending).toBe(false));
  await eventually(() => expect(next.core().presence.state.getSnapshot().pending).toBe(false));
  zendesk.reply('UpdateAgentStatus', () => null);
  const changed = presence.change('AWAY');
  await eventually(() => expect(lastStatus(zendesk)).toBe('AWAY'));
  zendesk.reply('UpdateAgentStatus', reply);
  opened.meet(next);
  await changed;
  return opened;
}

const lastStatus = ({ requests }: Zendesk) =>
  requests.findLast(({ name }) => name === 'UpdateAgentStatus')?.variables['status'];

const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000 });

describe('a tab and the owner of its connection', () => {
  it('two tabs share one socket, and one subscription on it', async () => {
    const zendesk = await startZendesk(replies);
    const owner = ownerInPage();
    const one = listen(openTab(owner, 'one').tab);
    const two = listen(openTab(owner, 'two').tab);
    await eventually(() => expect(zendesk.requests.map(({ name }) => name)).toContain('Messages'));
    await eventually(() => {
      zendesk.push('Messages', { message: { node: { id: 'm1' } } });
      expect(one.got.length).toBeGreaterThan(0);
      expect(two.got.length).toBeGreaterThan(0);
    });
    expect(zendesk.socketCount).toBe(1);
    expect(zendesk.requests.filter(({ name }) => name === 'Messages')).toHaveLength(1);
  });

  it('a tab that comes late hears how things stand, and that it is connected', async () => {
    await startZendesk(replies);
    const owner = ownerInPage();
    const first = openTab(owner, 'one').tab;
    await eventually(() => expect(first.presence.state.getSnapshot().me).toEqual({ id: 'a', name: 'Ada' }));
    const { tab } = openTab(owner, 'late');
    const connected = vi.fn<() => void>();
    tab.client.on('connected', connected);
    await eventually(() => expect(connected).toHaveBeenCalledTimes(1));
    expect(tab.client.getState()).toEqual({ status: 'open' });
    expect(tab.view.getSnapshot()).toEqual({ kind: 'live' });
    expect(tab.presence.state.getSnapshot().me).toEqual({ id: 'a', name: 'Ada' });
  });

  it('answers a request, and passes an error on as what it is', async () => {
    const zendesk = await startZendesk(replies);
    const { tab } = openTab(ownerInPage());
    expect(await tab.client.request(departments)).toEqual({ data: { departments: nodes() } });
    zendesk.reply('Departments', () => ({
      errors: [{ name: 'FORBIDDEN', message: 'No', UUID: 'u-1' }],
      status: 403,
    }));
    const error = await tab.client.request(departments).catch((reason: unknown) => reason);
    expect(error).toBeDefined();
    await expect(tab.client.request(feed)).rejects.toThrow(TypeError);
  });

  it('iterates over a subscription, and unsubscribes when that is left', async () => {
    const zendesk = await startZendesk(replies);
    const { tab } = openTab(ownerInPage());
    const reading = (async () => {
      for await (const { data } of tab.client.iterate(feed)) return data;
      return null;
    })();
    const pushing = setInterval(() => zendesk.push('Messages', { n: 1 }), 20);
    onTestFinished(() => clearInterval(pushing));
    expect(await reading).toEqual({ n: 1 });
  });

  it('what a tab asked for ends with it, and the socket with the last of them', async () => {
    const zendesk = await startZendesk(replies);
    const owner = ownerInPage();
    const { tab } = openTab(owner);
    listen(tab);
    await eventually(() => expect(zendesk.socketCount).toBe(1));
    tab.dispose();
    await eventually(() => expect(owner.host.core).toBeNull());
    await eventually(() => expect(zendesk.socketCount).toBe(0));
  });

  it('a tab that dies without a word is noticed by its lock', async () => {
    await startZendesk(replies);
    const gone: (() => void)[] = [];
    const owner = ownerInPage({ untilReleased: () => new Promise(resolve => gone.push(resolve)) });
    const [own, other] = localPorts();
    owner.host.attach(other);
    own.post(wrap({ kind: 'hello', tabId: 'tab', lock: 'a-lock', status: 'ONLINE' }));
    await eventually(() => expect(owner.host.core).not.toBeNull());
    gone[0]?.();
    await eventually(() => expect(owner.host.core).toBeNull());
  });

  it('subscriptions and queries go on with the next owner; nobody knows of a mutation that was sent', async () => {
    const zendesk = await startZendesk(replies);
    const { tab, meet } = openTab(ownerInPage());
    const { got, ended } = listen(tab);
    zendesk.reply('Departments', () => null);
    const query = tab.client.request(departments);
    const mutation = tab.client.request(leave).catch((error: unknown) => error);
    await eventually(() => expect(zendesk.requests.map(({ name }) => name)).toContain('Leave'));
    zendesk.reply('Departments', () => ({ data: { departments: nodes() } }));
    meet(ownerInPage());
    const error = await mutation;
    expect(ConnectionLostError.is(error) && error.sent).toBe(true);
    expect(await query).toEqual({ data: { departments: nodes() } });
    await eventually(() => {
      zendesk.push('Messages', { n: 2 });
      expect(got).toContainEqual({ n: 2 });
    });
    expect(ended).toEqual([]);
    expect(tab.view.getSnapshot()).toEqual({ kind: 'live' });
  });

  it('what is sent waits for an owner, and goes out once', async () => {
    const zendesk = await startZendesk(replies);
    const owner = ownerInPage();
    const { tab, meet } = openTab({
      ...owner,
      find: () => ({ ...owner.find({ tabId: '', onPort: () => undefined }), start: () => undefined }),
    });
    tab.outbox.enqueue({ visitorId: 'v1', text: 'Hello' });
    expect(tab.outbox.getSnapshot('v1')).toMatchObject([{ text: 'Hello', state: 'queued' }]);
    meet(owner);
    await eventually(() => expect(tab.outbox.pendingCount()).toBe(0));
    expect(zendesk.requests.filter(({ name }) => name === 'SendMessage')).toHaveLength(1);
  });

  it('what was done to a chat stays on the screen until the chats were read', async () => {
    const zendesk = await startZendesk(replies);
    zendesk.reply('AddTags', () => ({ data: { addTags: { success: true } } }));
    const read: ((value: unknown) => void)[] = [];
    const readChats = () => new Promise<unknown>(resolve => read.push(resolve));
    const { tab } = openTab(ownerInPage(), 'tab', new OutgoingNotes(null), readChats);
    tab.outbox.enqueueAct('v1', { kind: 'tags', tags: ['vip'] });
    await eventually(() => expect(read).toHaveLength(1));
    expect(tab.outbox.getSnapshot('v1').map(({ act }) => act.kind)).toEqual(['tags']);
    for (const resolve of read) resolve(null);
    await eventually(() => expect(tab.outbox.getSnapshot('v1')).toEqual([]));
  });

  it('what a page that went had given to an owner is looked up before it is sent', async () => {
    const zendesk = await startZendesk(replies);
    const notes = new OutgoingNotes(localStorage);
    onTestFinished(() => notes.clear());
    notes.put(outboxItem({ msgId: 'm1', visitorId: 'v1', agentId: 'a', createdAt: Date.now() }));
    const { tab } = openTab(ownerInPage(), 'tab', notes);
    expect(tab.outbox.getSnapshot('v1')).toHaveLength(1);
    await eventually(() => expect(tab.outbox.pendingCount()).toBe(0));
    const names = zendesk.requests.map(({ name }) => name);
    expect(names.indexOf('RecentLogs')).toBeGreaterThan(-1);
    expect(names.indexOf('SendMessage')).toBeGreaterThan(names.indexOf('RecentLogs'));
    expect(notes.read()).toEqual([]);
  });

  it('what is refused for the sign-in alone waits for the next one, and goes out then', async () => {
    const zendesk = await startZendesk({
      ...replies,
      SendMessage: () => ({ errors: [{ name: 'UNAUTHORIZED', message: 'The token has expired.' }] }),
    });
    const owner = ownerInPage();
    const { tab } = openTab(owner, 'one');
    await eventually(() => expect(tab.view.getSnapshot().kind).toBe('live'));
    tab.outbox.enqueue({ visitorId: 'v1', text: 'Hello' });
    await eventually(() => expect(tab.view.getSnapshot()).toEqual({ kind: 'signedOut' }));
    await eventually(() => expect(tab.outbox.getSnapshot('v1')).toMatchObject([{ state: 'queued' }]));

    zendesk.reply('SendMessage', () => ({ data: { sendMessage: { success: true } } }));
    openTab(owner, 'signed in again');
    await eventually(() => expect(tab.outbox.pendingCount()).toBe(0));
    expect(tab.view.getSnapshot()).toEqual({ kind: 'live' });
  });

  it('what a tab noted that died together with the owner is taken over by one that lives', async () => {
    const zendesk = await startZendesk(replies);
    const notes = new OutgoingNotes(localStorage);
    onTestFinished(() => notes.clear());
    const { tab, meet } = openTab(ownerInPage(), 'tab', notes);
    await eventually(() => expect(tab.view.getSnapshot().kind).toBe('live'));
    notes.put(outboxItem({ msgId: 'm9', visitorId: 'v1', agentId: 'a', createdAt: Date.now() }));
    meet(ownerInPage());
    await eventually(() => expect(notes.read()).toEqual([]));
    await eventually(() => expect(zendesk.requests.map(({ name }) => name)).toContain('SendMessage'));
    await eventually(() => expect(tab.outbox.pendingCount()).toBe(0));
  });

  it('what can’t be stored stays noted until it has gone out', async () => {
    const zendesk = await startZendesk({
      ...replies,
      SendMessage: () => ({ data: { sendMessage: { success: false } } }),
    });
    const refuse = () => Promise.reject(new Error('blocked'));
    const store = { load: refuse, put: refuse, remove: refuse, wipe: refuse };
    const notes = new OutgoingNotes(localStorage);
    onTestFinished(() => notes.clear());
    const { tab } = openTab(ownerInPage({ store }), 'tab', notes);
    const { msgId } = tab.outbox.enqueue({ visitorId: 'v1', text: 'Hello' });
    await eventually(() => expect(tab.outbox.getSnapshot('v1')).toMatchObject([{ state: 'failed' }]));
    expect(notes.read()).toHaveLength(1);

    zendesk.reply('SendMessage', () => ({ data: { sendMessage: { success: true } } }));
    tab.outbox.retry(msgId);
    await eventually(() => expect(tab.outbox.pendingCount()).toBe(0));
    await eventually(() => expect(notes.read()).toEqual([]));
  });

  it('what is open stays on the screen while a new owner has not read what is stored', async () => {
    const zendesk = await startZendesk({
      ...replies,
      SendMessage: () => ({ data: { sendMessage: { success: false } } }),
    });
    const store = createMemoryOutboxStore();
    const { tab, meet } = openTab(ownerInPage({ store }));
    tab.outbox.enqueue({ visitorId: 'v1', text: 'Hello' });
    await eventually(() => expect(tab.outbox.getSnapshot('v1')).toMatchObject([{ state: 'failed' }]));

    const counts = new Set<number>();
    onTestFinished(tab.outbox.subscribe(() => counts.add(tab.outbox.pendingCount())));
    zendesk.refuseSockets();
    zendesk.drop();
    const next = ownerInPage({ store });
    meet(next);
    await eventually(() => expect(tab.view.getSnapshot().kind).toBe('waiting'));
    expect(next.core().outbox.isLoaded).toBe(false);
    expect(tab.outbox.getSnapshot('v1')).toMatchObject([{ text: 'Hello', state: 'failed' }]);
    expect(counts).not.toContain(0);
  });

  it('a sign-out in one tab reaches all of them', async () => {
    const zendesk = await startZendesk({ ...replies, StopAgentSession: () => ({ data: null }) });
    const owner = ownerInPage();
    const one = openTab(owner, 'one');
    const two = openTab(owner, 'two');
    await eventually(() => expect(two.tab.view.getSnapshot().kind).toBe('live'));
    one.tab.signOut();
    await eventually(() => expect(one.onGoodbye).toHaveBeenCalledTimes(1));
    await eventually(() => expect(two.onGoodbye).toHaveBeenCalledTimes(1));
    expect(zendesk.requests.map(({ name }) => name)).toContain('StopAgentSession');
  });

  it('an owner of another version says so, and asks for the page to be loaded anew', async () => {
    const { tab, meet } = openTab(ownerInPage());
    const [own, other] = localPorts();
    other.take(() => other.post({ protocol: PROTOCOL + 1, message: { kind: 'welcome' } }));
    const other2: Owner = {
      ...ownerInPage(),
      find: ({ onPort }) => ({
        start: () => onPort(own),
        found: () => undefined,
        moved: () => undefined,
        dispose: () => undefined,
      }),
    };
    meet(other2);
    await eventually(() => expect(tab.view.getSnapshot()).toEqual({ kind: 'outdated' }));
  });

  it('a change of status that the service refuses goes back, and says why', async () => {
    const zendesk = await startZendesk(replies);
    const { tab } = openTab(ownerInPage());
    await eventually(() => expect(tab.presence.state.getSnapshot().me).not.toBeNull());
    zendesk.reply('UpdateAgentStatus', () => ({ errors: [{ message: 'Not today' }] }));
    await expect(tab.presence.change('AWAY')).rejects.toThrow('Not today');
    expect(tab.presence.state.getSnapshot()).toMatchObject({ status: 'ONLINE', pending: false });
  });

  it('a status that is chosen while the owner dies is said to the next one', async () => {
    const zendesk = await startZendesk(replies);
    const next = ownerInPage();
    const { tab, onStatusNotSent } = await chooseAwayAsOwnerDies(zendesk, next);
    const settled = { status: 'AWAY', pending: false };
    await eventually(() => expect(tab.presence.state.getSnapshot()).toMatchObject(settled));
    expect(next.core().presence.state.getSnapshot()).toMatchObject(settled);
    expect(lastStatus(zendesk)).toBe('AWAY');
    expect(onStatusNotSent).not.toHaveBeenCalled();
  });

  it('an owner who has just begun begins with what another tab has chosen', async () => {
    const zendesk = await startZendesk(replies);
    onTestFinished(() => localStorage.clear());
    const { tab, meet } = openTab(ownerInPage());
    await eventually(() => expect(tab.presence.state.getSnapshot().pending).toBe(false));
    keepUnanswered({ status: 'AWAY', token: 't1' });
    const before = zendesk.requests.length;
    meet(ownerInPage());
    const settled = { status: 'AWAY', pending: false };
    await eventually(() => expect(tab.presence.state.getSnapshot()).toMatchObject(settled));
    const sent = zendesk.requests.slice(before).filter(({ name }) => name === 'UpdateAgentStatus');
    expect(sent.map(({ variables }) => variables['status'])).toEqual(['AWAY']);
    expect(readUnanswered()).toBeNull();
  });

  it('tells when a status that was chosen while the owner died is refused by the next one', async () => {
    const zendesk = await startZendesk(replies);
    const refuse = () => ({ errors: [{ message: 'Not today' }] });
    const { tab, onStatusNotSent } = await chooseAwayAsOwnerDies(zendesk, ownerInPage(), refuse);
    await eventually(() => expect(onStatusNotSent).toHaveBeenCalledTimes(1));
    expect(onStatusNotSent.mock.calls[0]?.[0]).toMatchObject({ message: 'Not today' });
    expect(tab.presence.state.getSnapshot()).toMatchObject({ status: 'ONLINE', pending: false });
  });

  it('a status that is chosen as the socket is lost goes out over the next one', async () => {
    const zendesk = await startZendesk(replies);
    const { tab } = openTab(ownerInPage());
    onTestFinished(() => localStorage.clear());
    await eventually(() => expect(tab.presence.state.getSnapshot().pending).toBe(false));
    zendesk.reply('UpdateAgentStatus', () => null);
    const changed = tab.presence.change('AWAY');
    await eventually(() => expect(lastStatus(zendesk)).toBe('AWAY'));
    zendesk.reply('UpdateAgentStatus', statusTaken);
    zendesk.drop();
    await changed;
    const settled = { status: 'AWAY', pending: false };
    await eventually(() => expect(tab.presence.state.getSnapshot()).toMatchObject(settled));
    expect(zendesk.requests.filter(({ variables }) => variables['status'] === 'AWAY')).toHaveLength(2);
  });

  it('a tab that crashed and comes back by the same way is served, on the same socket', async () => {
    const zendesk = await startZendesk(replies);
    const owner = ownerInPage();
    const [own, other] = localPorts();
    const said: unknown[] = [];
    own.take(message => said.push(message));
    owner.host.attach(other);
    const hello = wrap({ kind: 'hello', tabId: 'tab', lock: null, status: 'ONLINE' });
    own.post(hello);
    await eventually(() => expect(zendesk.socketCount).toBe(1));
    const core = owner.core();
    own.post(hello);
    own.post(wrap({ kind: 'subscribe', id: 7, payload: departments }));
    const answer = wrap({ kind: 'next', id: 7, result: { data: { departments: nodes() } } });
    await eventually(() => expect(said).toContainEqual(answer));
    expect(owner.core()).toBe(core);
    own.post(wrap({ kind: 'bye' }));
    await eventually(() => expect(owner.host.core).toBeNull());
  });

  it('an owner who hands over tells its tabs to look elsewhere', async () => {
    await startZendesk(replies);
    const owner = ownerInPage();
    const [own, other] = localPorts();
    const said: unknown[] = [];
    own.take(message => said.push(message));
    owner.host.attach(other);
    own.post(wrap({ kind: 'hello', tabId: 'tab', lock: null, status: 'ONLINE' }));
    await eventually(() => expect(owner.host.core).not.toBeNull());
    await owner.host.handOver();
    await eventually(() => expect(said).toContainEqual(wrap<OwnerMessage>({ kind: 'moved' })));
    expect(owner.host.core).toBeNull();
  });
});
