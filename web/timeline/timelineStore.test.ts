import { describe, expect, it, vi } from 'vitest';
import { message } from './testEntries.ts';
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

  it('forgets a visitor: says so, begins anew, and hears no more of the old conversation', async () => {
    const store = new TimelineStore();
    const old = store.conversation('v1');
    old.append(message('a', 1));
    await nextTurn();
    const listener = vi.fn();
    store.subscribe(listener);
    store.forget('v1');
    store.forget('nobody');
    await nextTurn();
    expect(listener).toHaveBeenCalledTimes(1);
    const reader = vi.fn();
    old.subscribe(reader);
    old.append(message('b', 2));
    expect(reader).toHaveBeenCalledTimes(1);
    await nextTurn();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.conversation('v1').length).toBe(0);
  });
});
