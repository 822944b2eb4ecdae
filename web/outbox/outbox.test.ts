import { afterEach, describe, expect, it, vi } from 'vitest';
import { outboxItem } from '../testing/builders.ts';
import { messageAct } from './act.ts';
import { failureReasons } from './failureReasons.ts';
import { createMemoryOutboxStore } from './memoryOutboxStore.ts';
import { Outbox } from './outbox.ts';
import type { LookUpOutcome, OutboxItem, SendOutcome } from './outboxItem.ts';
import { STALE_AFTER } from './outboxMachine.ts';
import type { OutboxStore } from './outboxStore.ts';

const lost: SendOutcome = { kind: 'unsure', reason: { code: 'LOST', message: 'lost', uuid: null } };
const opened: Outbox[] = [];
let ids = 0;

/** Passes as soon as the check does; the limit is for a machine that is busy with other things. */
const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 4_000, interval: 5 });

afterEach(() => {
  for (const outbox of opened.splice(0)) outbox.dispose();
});

/** A function whose calls are answered by the test, in the order in which they were made. */
function answerable<T>() {
  const calls: {
    readonly item: OutboxItem;
    readonly answer: (value: T) => void;
    readonly fail: () => void;
  }[] = [];
  const call = (item: OutboxItem) =>
    new Promise<T>((answer, reject) => {
      calls.push({ item, answer, fail: () => reject(new Error('broken')) });
    });
  return { call, calls };
}

function open(
  settings: { store?: OutboxStore; agentId?: string; visitorWrote?: boolean; now?: () => number } = {},
) {
  const {
    store = createMemoryOutboxStore(),
    agentId = 'ada',
    visitorWrote = false,
    now = () => 1_000,
  } = settings;
  const sends = answerable<SendOutcome>();
  const lookUps = answerable<LookUpOutcome>();
  const outbox = new Outbox({
    store,
    send: sends.call,
    lookUp: lookUps.call,
    visitorWroteSince: () => visitorWrote,
    now,
    createId: () => `m${ids++}`,
    agentId: () => agentId,
  });
  opened.push(outbox);
  return { outbox, sends: sends.calls, lookUps: lookUps.calls, store };
}

const states = (outbox: Outbox, visitorId = 'v') =>
  outbox.getSnapshot(visitorId).map(({ text, state }) => `${text} ${state}`);

describe('the outbox', () => {
  it('sends what is typed, one after the other, and is empty when all is answered', async () => {
    const { outbox, sends, store } = open();
    outbox.connected();
    const first = outbox.enqueue({ visitorId: 'v', text: 'a', options: ['yes', 'no'], backoff: true });
    outbox.enqueue({ visitorId: 'v', text: 'b' });
    expect(first).toMatchObject({
      act: messageAct('a', ['yes', 'no'], true),
      text: 'a',
      state: 'sending',
      createdAt: 1_000,
    });
    expect(states(outbox)).toEqual(['a sending', 'b queued']);
    await eventually(() => expect(sends).toHaveLength(1));
    sends[0]?.answer({ kind: 'sent' });
    await eventually(() => expect(sends).toHaveLength(2));
    expect(sends.map(({ item }) => item.text)).toEqual(['a', 'b']);
    sends[1]?.answer({ kind: 'sent' });
    await eventually(() => expect(outbox.pendingCount()).toBe(0));
    await eventually(async () => expect(await store.load()).toEqual([]));
  });

  it('gives the same frozen snapshot until something of that visitor changes', () => {
    const { outbox } = open();
    expect(outbox.getSnapshot('v')).toBe(outbox.getSnapshot('nobody'));
    outbox.enqueue({ visitorId: 'v', text: 'a' });
    const before = outbox.getSnapshot('v');
    const listener = vi.fn();
    const unsubscribe = outbox.subscribe(listener);
    outbox.enqueue({ visitorId: 'other', text: 'x' });
    expect(listener).toHaveBeenCalledTimes(1);
    expect(outbox.getSnapshot('v')).toBe(before);
    expect(Object.isFrozen(before) && Object.isFrozen(before[0])).toBe(true);
    outbox.enqueue({ visitorId: 'v', text: 'b' });
    expect(outbox.getSnapshot('v')).not.toBe(before);
    unsubscribe();
    outbox.enqueue({ visitorId: 'v', text: 'c' });
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('has stored an item as under way before it is sent', async () => {
    const memory = createMemoryOutboxStore();
    const stored: string[] = [];
    const store = {
      ...memory,
      put: async (item: OutboxItem) => {
        await memory.put(item);
        stored.push(item.state);
      },
    };
    const { outbox, sends } = open({ store });
    outbox.connected();
    outbox.enqueue({ visitorId: 'v', text: 'a' });
    expect(sends).toHaveLength(0);
    await eventually(() => expect(sends).toHaveLength(1));
    expect(stored).toEqual(['sending']);
  });

  it('does not send what was settled while it was being stored', async () => {
    const { outbox, sends } = open();
    outbox.connected();
    const { msgId } = outbox.enqueue({ visitorId: 'v', text: 'a' });
    outbox.settle(msgId);
    outbox.settle('unknown');
    outbox.enqueue({ visitorId: 'v', text: 'b' });
    await eventually(() => expect(sends).toHaveLength(1));
    expect(sends[0]?.item.text).toBe('b');
  });

  it('settles a lost answer by looking the item up', async () => {
    const { outbox, sends, lookUps } = open();
    outbox.connected();
    outbox.enqueue({ visitorId: 'v', text: 'a' });
    await eventually(() => expect(sends).toHaveLength(1));
    outbox.disconnected();
    sends[0]?.answer(lost);
    await eventually(() => expect(states(outbox)).toEqual(['a unsure']));
    outbox.connected();
    await eventually(() => expect(lookUps).toHaveLength(1));
    lookUps[0]?.answer('found');
    await eventually(() => expect(outbox.pendingCount()).toBe(0));
    expect(sends).toHaveLength(1);
  });

  it('takes a send that breaks for a lost answer, and a look-up that breaks for an unknown one', async () => {
    const { outbox, sends, lookUps } = open();
    outbox.connected();
    outbox.enqueue({ visitorId: 'v', text: 'a' });
    await eventually(() => expect(sends).toHaveLength(1));
    sends[0]?.fail();
    await eventually(() => expect(lookUps).toHaveLength(1));
    expect(outbox.getSnapshot('v')[0]?.reason).toEqual(failureReasons.sendBroke);
    lookUps[0]?.fail();
    await eventually(() => expect(outbox.getSnapshot('v')[0]?.reason).toEqual(failureReasons.notChecked));
  });

  it('asks whether the visitor wrote since before it sends again', async () => {
    const { outbox, sends, lookUps } = open({ visitorWrote: true });
    outbox.connected();
    const { msgId } = outbox.enqueue({ visitorId: 'v', text: 'a' });
    await eventually(() => expect(sends).toHaveLength(1));
    sends[0]?.answer(lost);
    await eventually(() => expect(lookUps).toHaveLength(1));
    lookUps[0]?.answer('absent');
    await eventually(() =>
      expect(outbox.getSnapshot('v')[0]?.reason).toEqual(failureReasons.visitorWroteSince),
    );
    outbox.check(msgId);
    await eventually(() => expect(lookUps).toHaveLength(2));
    lookUps[1]?.answer('absent');
    await eventually(() => expect(outbox.getSnapshot('v')[0]?.reason).toEqual(failureReasons.notInChat));
    outbox.retry(msgId);
    await eventually(() => expect(lookUps).toHaveLength(3));
    lookUps[2]?.answer('absent');
    await eventually(() => expect(sends).toHaveLength(2));
    expect(sends[1]?.item.msgId).toBe(msgId);
  });

  it('goes on with the next life after a reload: what was under way is unsure, what was queued is sent', async () => {
    const store = createMemoryOutboxStore();
    const earlier = open({ store });
    earlier.outbox.connected();
    earlier.outbox.enqueue({ visitorId: 'v', text: 'a' });
    earlier.outbox.enqueue({ visitorId: 'v', text: 'b' });
    earlier.outbox.enqueue({ visitorId: 'other', text: 'x' });
    await eventually(() => expect(earlier.sends).toHaveLength(2));
    earlier.outbox.dispose();
    earlier.sends[1]?.answer({ kind: 'sent' });

    const { outbox, sends, lookUps } = open({ store });
    await outbox.load();
    expect(states(outbox)).toEqual(['a unsure', 'b queued']);
    expect(outbox.pendingCount()).toBe(3);
    outbox.connected();
    await eventually(() => expect(lookUps).toHaveLength(2));
    lookUps[0]?.answer('absent');
    await eventually(() => expect(sends).toHaveLength(1));
    sends[0]?.answer({ kind: 'sent' });
    await eventually(() => expect(sends).toHaveLength(2));
    expect(sends.map(({ item }) => item.text)).toEqual(['a', 'b']);
  });

  it('brings nothing back that it has sent or discarded when it loads again', async () => {
    const { outbox, sends } = open();
    outbox.connected();
    outbox.enqueue({ visitorId: 'v', text: 'a' });
    const { msgId } = outbox.enqueue({ visitorId: 'v', text: 'b' });
    await eventually(() => expect(sends).toHaveLength(1));
    outbox.discard(msgId);
    sends[0]?.answer({ kind: 'sent' });
    await eventually(() => expect(outbox.pendingCount()).toBe(0));
    await outbox.load();
    expect(outbox.pendingCount()).toBe(0);
  });

  it('takes an item that a tab hands over once, however often it comes', async () => {
    const { outbox, sends, store } = open();
    outbox.connected();
    const item = outboxItem({ msgId: 'x', visitorId: 'v', text: 'a', agentId: 'ada', createdAt: 1_000 });
    await outbox.accept(item, false);
    await outbox.accept(item, true);
    await eventually(() => expect(sends).toHaveLength(1));
    sends[0]?.answer({ kind: 'sent' });
    await eventually(() => expect(outbox.pendingCount()).toBe(0));
    await outbox.accept(item, true);
    expect(outbox.pendingCount()).toBe(0);
    expect(sends).toHaveLength(1);
    await eventually(async () => expect(await store.load()).toEqual([]));
  });

  it('looks an item up first that an earlier owner may have sent', async () => {
    const { outbox, sends, lookUps } = open();
    outbox.connected();
    const item = outboxItem({ msgId: 'x', visitorId: 'v', text: 'a', agentId: 'ada', createdAt: 1_000 });
    void outbox.accept(item, true);
    await eventually(() => expect(lookUps).toHaveLength(1));
    expect(sends).toHaveLength(0);
    lookUps[0]?.answer('absent');
    await eventually(() => expect(sends).toHaveLength(1));
  });

  it('has settled when what is being sent is answered', async () => {
    const { outbox, sends } = open();
    outbox.connected();
    outbox.enqueue({ visitorId: 'v', text: 'a' });
    const settled = vi.fn();
    void outbox.settled().then(settled);
    await eventually(() => expect(sends).toHaveLength(1));
    expect(settled).not.toHaveBeenCalled();
    outbox.disconnected();
    sends[0]?.answer({ kind: 'sent' });
    await eventually(() => expect(settled).toHaveBeenCalled());
  });

  it('asks about what has waited more than five minutes for a connection', () => {
    let now = 1_000;
    const { outbox, sends } = open({ now: () => now });
    outbox.enqueue({ visitorId: 'v', text: 'a' });
    now += STALE_AFTER + 1;
    outbox.connected();
    expect(states(outbox)).toEqual(['a failed']);
    expect(sends).toHaveLength(0);
  });

  it('leaves what another agent wrote where it is, until that agent signs in again', async () => {
    const store = createMemoryOutboxStore();
    open({ store, agentId: 'ada' }).outbox.enqueue({ visitorId: 'v', text: 'from Ada' });
    await eventually(async () => expect(await store.load()).toHaveLength(1));
    const ben = open({ store, agentId: 'ben' });
    ben.outbox.connected();
    await ben.outbox.load();
    expect(ben.outbox.pendingCount()).toBe(0);
    const ada = open({ store, agentId: 'ada' });
    await ada.outbox.load();
    expect(ada.outbox.getSnapshot('v')).toMatchObject([{ text: 'from Ada', agentId: 'ada' }]);
    expect(ben.sends).toHaveLength(0);
  });

  it('asks about what waited unsent for more than five minutes before the page was opened', async () => {
    const store = createMemoryOutboxStore();
    open({ store }).outbox.enqueue({ visitorId: 'v', text: 'a' });
    const { outbox } = open({ store, now: () => 1_000 + STALE_AFTER + 1 });
    await eventually(async () => expect(await store.load()).toHaveLength(1));
    await outbox.load();
    expect(states(outbox)).toEqual(['a failed']);
  });

  it('takes nothing more once it is closed, and says so', async () => {
    const { outbox, sends } = open();
    outbox.connected();
    outbox.enqueue({ visitorId: 'v', text: 'a' });
    await eventually(() => expect(sends).toHaveLength(1));
    outbox.dispose();
    sends[0]?.answer({ kind: 'sent' });
    await Promise.resolve();
    expect(outbox.pendingCount()).toBe(1);
    expect(() => outbox.enqueue({ visitorId: 'v', text: 'b' })).toThrow('The outbox is closed');
  });
});

describe('the visitors of the outbox', () => {
  it('are those to whom something is not sent, and the same array until that changes', () => {
    const { outbox } = open();
    expect(outbox.getVisitors()).toEqual([]);
    outbox.enqueue({ visitorId: 'v', text: 'a' });
    const { msgId } = outbox.enqueue({ visitorId: 'w', text: 'b' });
    const visitors = outbox.getVisitors();
    expect(visitors).toEqual(['v', 'w']);
    outbox.enqueue({ visitorId: 'v', text: 'c' });
    expect(outbox.getVisitors()).toBe(visitors);
    outbox.discard(msgId);
    expect(outbox.getVisitors()).toEqual(['v']);
  });
});

describe('the outbox at sign-out', () => {
  it('forgets every item, here and in the store, and whatever was still to be stored', async () => {
    const store = createMemoryOutboxStore();
    const { outbox } = open({ store });
    outbox.enqueue({ visitorId: 'v', text: 'a' });
    await eventually(async () => expect(await store.load()).toHaveLength(1));
    outbox.enqueue({ visitorId: 'v', text: 'b' });
    await outbox.wipe();
    expect(outbox.getSnapshot('v')).toEqual([]);
    expect(await store.load()).toEqual([]);
    expect(() => outbox.enqueue({ visitorId: 'v', text: 'c' })).toThrow('The outbox is closed');
  });
});

describe('the outbox on a browser that refuses to store', () => {
  const refusing = (): OutboxStore => ({
    load: () => Promise.reject(new Error('blocked')),
    put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
    remove: () => Promise.reject(new Error('blocked')),
    wipe: () => Promise.reject(new Error('blocked')),
  });

  it('still sends, and says that nothing is kept', async () => {
    const { outbox, sends } = open({ store: refusing() });
    expect(outbox.getStorageState()).toBe('kept');
    const listener = vi.fn();
    outbox.subscribe(listener);
    await outbox.load();
    expect(outbox.getStorageState()).toBe('memoryOnly');
    // That nothing is kept, and that there is nothing more to read.
    expect(listener).toHaveBeenCalledTimes(2);
    expect(outbox.isLoaded).toBe(true);
    outbox.connected();
    outbox.enqueue({ visitorId: 'v', text: 'a' });
    await eventually(() => expect(sends).toHaveLength(1));
    sends[0]?.answer({ kind: 'sent' });
    await eventually(() => expect(outbox.pendingCount()).toBe(0));
  });

  it('stores all that it holds as soon as the browser lets it again', async () => {
    const memory = createMemoryOutboxStore();
    let works = false;
    const store: OutboxStore = {
      load: () => memory.load(),
      put: item => (works ? memory.put(item) : Promise.reject(new Error('full'))),
      remove: msgId => memory.remove(msgId),
      wipe: () => memory.wipe(),
    };
    const { outbox } = open({ store });
    outbox.enqueue({ visitorId: 'v', text: 'a' });
    await eventually(() => expect(outbox.getStorageState()).toBe('memoryOnly'));
    works = true;
    outbox.enqueue({ visitorId: 'v', text: 'b' });
    await eventually(() => expect(outbox.getStorageState()).toBe('kept'));
    await eventually(async () => expect(await memory.load()).toHaveLength(2));
  });

  it('brings nothing back that it could not remove', async () => {
    const memory = createMemoryOutboxStore();
    const store = { ...memory, remove: () => Promise.reject(new Error('blocked')) };
    const { outbox } = open({ store });
    const { msgId } = outbox.enqueue({ visitorId: 'v', text: 'a' });
    await eventually(async () => expect(await memory.load()).toHaveLength(1));
    outbox.discard(msgId);
    await eventually(() => expect(outbox.getStorageState()).toBe('memoryOnly'));
    await outbox.load();
    expect(outbox.pendingCount()).toBe(0);
  });

  it('waits two seconds for a store that does not answer, once', async () => {
    vi.useFakeTimers();
    try {
      const never = () => new Promise<never>(() => {});
      const { outbox, sends } = open({ store: { load: never, put: never, remove: never, wipe: never } });
      outbox.connected();
      outbox.enqueue({ visitorId: 'v', text: 'a' });
      await vi.advanceTimersByTimeAsync(1_999);
      expect(sends).toHaveLength(0);
      await vi.advanceTimersByTimeAsync(1);
      expect(sends).toHaveLength(1);
      expect(outbox.getStorageState()).toBe('memoryOnly');
      outbox.enqueue({ visitorId: 'other', text: 'x' });
      await vi.advanceTimersByTimeAsync(0);
      expect(sends).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('an item that an open connection does not take', () => {
  it('is tried again after a second, and no timer is left when the outbox is closed', async () => {
    vi.useFakeTimers();
    try {
      const { outbox, sends } = open();
      outbox.connected();
      outbox.enqueue({ visitorId: 'v', text: 'a' });
      await vi.advanceTimersByTimeAsync(0);
      sends[0]?.answer({ kind: 'notSent' });
      await vi.advanceTimersByTimeAsync(999);
      expect(sends).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(sends).toHaveLength(2);
      sends[1]?.answer({ kind: 'notSent' });
      await vi.advanceTimersByTimeAsync(0);
      expect(vi.getTimerCount()).toBe(1);
      outbox.dispose();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
