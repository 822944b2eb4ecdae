import { describe, expect, it, vi } from 'vitest';
import { idsOf, message } from './testEntries.ts';
import { TimelineStore } from './timelineStore.ts';

const nextTurn = () => new Promise<void>(resolve => setTimeout(resolve, 0));

describe('the timeline store', () => {
  it('makes one conversation a visitor, and the same one each time', () => {
    const store = new TimelineStore();
    const conversation = store.conversation('v1');
    expect(store.conversation('v1')).toBe(conversation);
    expect(store.conversation('v2')).not.toBe(conversation);
  });

  it('tells its subscribers once of all changes in one turn', async () => {
    const store = new TimelineStore();
    const listener = vi.fn();
    const unsubscribe = store.subscribe(listener);
    const before = store.getSnapshot();
    for (let i = 0; i < 100; i += 1) store.conversation(`v${i % 3}`).append(message(`m${i}`, i));
    expect(listener).not.toHaveBeenCalled();
    await nextTurn();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.getSnapshot()).toBe(before + 100);
    store.conversation('v1').append(message('later', 200));
    await nextTurn();
    expect(listener).toHaveBeenCalledTimes(2);
    unsubscribe();
    store.conversation('v1').append(message('after', 300));
    await nextTurn();
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('leaves to its owner when to tell', () => {
    const turns: (() => void)[] = [];
    const store = new TimelineStore({ schedule: tell => turns.push(tell) });
    const listener = vi.fn();
    store.subscribe(listener);
    store.conversation('v1').append(message('a', 1));
    store.conversation('v1').append(message('b', 2));
    expect(turns).toHaveLength(1);
    turns[0]?.();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('tells the subscribers of a conversation once of all that came until then, and no others', () => {
    const turns: (() => void)[] = [];
    const store = new TimelineStore({ schedule: tell => turns.push(tell) });
    const [first, second] = [vi.fn(), vi.fn()];
    store.conversation('v1').subscribe(first);
    store.conversation('v2').subscribe(second);
    for (let i = 0; i < 1_000; i += 1) store.conversation('v1').append(message(`m${i}`, i));
    expect(first).not.toHaveBeenCalled();
    expect(store.conversation('v1').getSnapshot().length).toBe(1_000);
    expect(turns).toHaveLength(1);
    turns[0]?.();
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).not.toHaveBeenCalled();
    store.conversation('v2').append(message('other', 1));
    turns[1]?.();
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).toHaveBeenCalledTimes(1);
  });
});

describe('a timeline store with a window', () => {
  function open(canReadBack = true) {
    const turns: (() => void)[] = [];
    const heldAtLetGo: number[] = [];
    const store = new TimelineStore({
      schedule: tell => turns.push(tell),
      window: 10,
      canReadBack: visitorId => canReadBack && visitorId === 'v1',
      onLetGo: visitorId => heldAtLetGo.push(store.conversation(visitorId).length),
    });
    const conversation = store.conversation('v1');
    let said = 0;
    const say = (count: number) => {
      for (let n = 0; n < count; n += 1) conversation.append(message(`m${said}`, said++));
    };
    const tell = () => {
      for (const turn of turns.splice(0)) turn();
    };
    return { store, conversation, heldAtLetGo, say, tell, turns };
  }

  it('lets go of what is older, at more than twice the window, once all is told', () => {
    const { store, conversation, heldAtLetGo, say, tell, turns } = open();
    const [all, one] = [vi.fn(), vi.fn()];
    store.subscribe(all);
    conversation.subscribe(one);
    say(20);
    tell();
    expect(conversation.length).toBe(20);
    say(3);
    expect(conversation.length).toBe(23);
    tell();
    expect(heldAtLetGo).toEqual([23]);
    expect(idsOf(conversation)).toEqual(Array.from({ length: 10 }, (_, n) => `m${13 + n}`));
    expect(conversation.front).toBe(-13);
    expect([all, one].map(listener => listener.mock.calls.length)).toEqual([2, 2]);
    expect(turns).toEqual([]);
  });

  it('lets go of nothing that can’t be read back', () => {
    const { conversation, heldAtLetGo, say, tell } = open(false);
    say(100);
    tell();
    expect(conversation.length).toBe(100);
    expect(heldAtLetGo).toEqual([]);
  });

  it('lets go of nothing that is kept whole, and of the older part when it is not any more', () => {
    const { conversation, say, tell } = open();
    const release = conversation.keepWhole();
    say(100);
    tell();
    expect(conversation.length).toBe(100);
    release();
    tell();
    expect(conversation.length).toBe(10);
  });

  it('without one lets go of nothing', () => {
    const store = new TimelineStore({ schedule: tell => tell() });
    const conversation = store.conversation('v1');
    for (let at = 0; at < 5_000; at += 1) conversation.append(message(`m${at}`, at));
    expect(conversation.length).toBe(5_000);
  });
});
