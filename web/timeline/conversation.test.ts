import { describe, expect, it, vi } from 'vitest';
import { Conversation } from './conversation.ts';
import { agent, idsOf, joined, message } from './testEntries.ts';

describe('a conversation that is appended to', () => {
  it('holds entries in the order of arrival and counts them', () => {
    const conversation = new Conversation();
    conversation.append(message('a', 1));
    conversation.append(joined('j', 0));
    conversation.append(message('b', 2, agent));
    expect(idsOf(conversation)).toEqual(['a', 'j', 'b']);
    expect(conversation.length).toBe(3);
    expect(conversation.at(3)).toBeUndefined();
  });

  it('refuses an entry whose id it holds and tells nobody', () => {
    const conversation = new Conversation();
    conversation.append(message('a', 1));
    const listener = vi.fn();
    conversation.subscribe(listener);
    expect(conversation.append(message('a', 9))).toBe(false);
    expect(listener).not.toHaveBeenCalled();
    expect(conversation.length).toBe(1);
  });

  it('puts a message that comes late to the place of its time', () => {
    const conversation = new Conversation();
    for (const entry of [message('a', 10), message('c', 30), joined('j', 30), message('b', 20)])
      conversation.append(entry);
    expect(idsOf(conversation)).toEqual(['a', 'b', 'c', 'j']);
  });

  it('knows messages by the id of their sender', () => {
    const conversation = new Conversation();
    conversation.append(message('a', 1, agent));
    expect(conversation.hasMsgId('own-a')).toBe(true);
    expect(conversation.hasMsgId('own-b')).toBe(false);
    expect(conversation.has('a')).toBe(true);
  });

  it('gives the same snapshot until it changes, and a new one then', () => {
    const conversation = new Conversation();
    const empty = conversation.getSnapshot();
    expect(conversation.getSnapshot()).toBe(empty);
    conversation.append(message('a', 1));
    const one = conversation.getSnapshot();
    expect(one).toEqual({ version: 1, length: 1 });
    expect(conversation.getSnapshot()).toBe(one);
    conversation.merge([message('a', 1)]);
    expect(conversation.getSnapshot()).toBe(one);
  });

  it('calls a listener once a change until it is taken away', () => {
    const conversation = new Conversation();
    const listener = vi.fn();
    const unsubscribe = conversation.subscribe(listener);
    conversation.append(message('a', 1));
    conversation.merge([message('a', 1), message('b', 2), message('c', 3)]);
    expect(listener).toHaveBeenCalledTimes(2);
    unsubscribe();
    conversation.append(message('d', 4));
    expect(listener).toHaveBeenCalledTimes(2);
  });
});

describe('a page of logs', () => {
  it('is held whole when nothing was, and says how many entries were new', () => {
    const conversation = new Conversation();
    expect(conversation.merge([message('a', 1), joined('j', 99), message('b', 2)])).toBe(3);
    expect(conversation.merge([message('b', 2), message('c', 3)])).toBe(1);
    expect(idsOf(conversation)).toEqual(['a', 'j', 'b', 'c']);
  });

  it('goes among what is held by time', () => {
    const conversation = new Conversation();
    for (const entry of [message('b', 20), message('e', 50)]) conversation.append(entry);
    conversation.merge([message('a', 10), message('c', 30), message('d', 40)]);
    expect(idsOf(conversation)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('moves a join, which has no time of its own, to where the server has it', () => {
    const conversation = new Conversation();
    for (const entry of [message('a', 10), message('b', 20), joined('j', 99)]) conversation.append(entry);
    conversation.merge([message('a', 10), joined('j', 10), message('b', 20)]);
    expect(idsOf(conversation)).toEqual(['a', 'j', 'b']);
  });

  it('leaves a join that it lacks between the messages that were around it', () => {
    const conversation = new Conversation();
    for (const entry of [message('a', 10), joined('j', 15), message('b', 20)]) conversation.append(entry);
    conversation.merge([message('a', 10), message('b', 20), message('c', 30)]);
    expect(idsOf(conversation)).toEqual(['a', 'j', 'b', 'c']);
  });

  it('corrects the order of live messages of the same millisecond', () => {
    const conversation = new Conversation();
    for (const id of ['c', 'a', 'b']) conversation.append(message(id, 10));
    conversation.merge([message('a', 10), message('b', 10)]);
    conversation.merge([message('b', 10), message('c', 10)]);
    expect(idsOf(conversation)).toEqual(['a', 'b', 'c']);
  });

  it('does not tear apart what an earlier page showed without gaps', () => {
    const conversation = new Conversation();
    conversation.merge([message('b', 10), message('c', 10)]);
    conversation.append(message('z', 9));
    conversation.append(message('a', 9));
    conversation.merge([message('a', 9), message('b', 10)]);
    expect(idsOf(conversation)).toEqual(['z', 'a', 'b', 'c']);
  });

  it('keeps the objects that are held, so that their rows are not drawn again', () => {
    const conversation = new Conversation();
    const held = message('a', 10);
    conversation.append(held);
    conversation.merge([{ ...held }, message('b', 20)]);
    expect(conversation.at(0)).toBe(held);
  });

  it('of two chats of one visitor, with a hole between them, leaves what is held of the hole to its time', () => {
    const conversation = new Conversation();
    conversation.merge([message('b1', 20), message('b2', 21), message('b3', 22)]);
    conversation.merge([message('a1', 10), message('a2', 11), message('b3', 22)]);
    expect(idsOf(conversation)).toEqual(['a1', 'a2', 'b1', 'b2', 'b3']);
  });

  it('that is empty, or names an entry twice, does no harm', () => {
    const conversation = new Conversation();
    expect(conversation.merge([])).toBe(0);
    expect(conversation.merge([message('a', 1), message('a', 1)])).toBe(1);
    expect(conversation.length).toBe(1);
  });
});

describe('what is asked of a conversation', () => {
  const answered = () => {
    const conversation = new Conversation();
    for (const entry of [message('a', 10), message('b', 20, agent), message('c', 30), message('d', 40)])
      conversation.append(entry);
    return conversation;
  };

  it('the last entry, and the last of each side', () => {
    const conversation = answered();
    expect(conversation.last()?.id).toBe('d');
    expect(conversation.lastFrom('visitor')?.id).toBe('d');
    expect(conversation.lastFrom('agent')?.id).toBe('b');
    expect(new Conversation().last()).toBeNull();
    expect(new Conversation().lastFrom('agent')).toBeNull();
  });

  it('since when the visitor waits: the oldest message that no agent has followed', () => {
    const conversation = answered();
    expect(conversation.waitingSince()).toBe(30);
    conversation.append(message('e', 50, agent));
    expect(conversation.waitingSince()).toBeNull();
    conversation.append(joined('j', 60));
    conversation.append(message('f', 70));
    expect(conversation.waitingSince()).toBe(70);
  });

  it('since when the visitor waits, when the answer was in a page that came late', () => {
    const conversation = answered();
    conversation.merge([message('c', 30), message('x', 35, agent), message('d', 40)]);
    expect(conversation.waitingSince()).toBe(40);
    expect(conversation.lastFrom('agent')?.id).toBe('x');
  });

  it('how many visitor messages are unread after the last entry seen', () => {
    const conversation = answered();
    expect(conversation.countVisitorMessagesAfter('b')).toBe(2);
    expect(conversation.countVisitorMessagesAfter('d')).toBe(0);
    expect(conversation.countVisitorMessagesAfter(null)).toBe(3);
    expect(conversation.countVisitorMessagesAfter('let go')).toBe(3);
  });

  it('what is left when the older entries are let go, and takes those back in their order', () => {
    const conversation = answered();
    const all = conversation.entries();
    const listener = vi.fn();
    expect(conversation.isWatched).toBe(false);
    conversation.subscribe(listener);
    expect(conversation.isWatched).toBe(true);
    conversation.keepLast(2);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(idsOf(conversation)).toEqual(all.slice(-2).map(({ id }) => id));
    expect(conversation.has(all[0]?.id ?? '')).toBe(false);
    expect(conversation.countVisitorMessagesAfter(null)).toBe(2);
    expect(conversation.lastFrom('agent')?.id).toBe('b');
    conversation.keepLast(2);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(conversation.merge(all)).toBe(all.length - 2);
    expect(conversation.entries()).toEqual(all);
    expect(conversation.lastFrom('agent')?.id).toBe('b');
  });

  it('since when the visitor waits, and the last of each side, when those were let go', () => {
    const conversation = answered();
    conversation.keepLast(1);
    expect(conversation.waitingSince()).toBe(30);
    conversation.append(joined('j', 50));
    conversation.keepLast(1);
    expect(conversation.merge([joined('j', 50), message('e', 60)])).toBe(1);
    expect(conversation.waitingSince()).toBe(30);
    expect(conversation.lastFrom('agent')?.id).toBe('b');
    conversation.append(message('f', 70, agent));
    expect(conversation.waitingSince()).toBeNull();
    conversation.append(message('g', 80));
    conversation.keepLast(1);
    expect(conversation.waitingSince()).toBe(80);
    expect(conversation.lastFrom('agent')?.id).toBe('f');
  });
});

describe('a conversation of which the older part was let go', () => {
  const cut = () => {
    const conversation = new Conversation();
    for (const [n, id] of ['a', 'b', 'c', 'd', 'e'].entries()) conversation.append(message(id, 10 * (n + 1)));
    conversation.keepLast(2);
    return conversation;
  };

  it('tells by how much those that are held have moved', () => {
    const conversation = cut();
    expect(conversation.front).toBe(-3);
    conversation.append(message('f', 60));
    expect(conversation.front).toBe(-3);
    conversation.merge(['b', 'c', 'd', 'e', 'f', 'g'].map((id, n) => message(id, 10 * (n + 2))));
    expect(conversation.front).toBe(-1);
    expect(idsOf(conversation)).toEqual(['b', 'c', 'd', 'e', 'f', 'g']);
    const whole = new Conversation();
    whole.append(message('b', 20));
    whole.append(message('c', 30));
    expect(whole.front).toBe(0);
    whole.append(message('a', 10));
    expect(whole.front).toBe(1);
  });

  it('knows it, until all that was let go is back', () => {
    const conversation = cut();
    expect(new Conversation().hasLetGo).toBe(false);
    expect(conversation.hasLetGo).toBe(true);
    conversation.merge([message('b', 20), message('c', 30), message('d', 40)]);
    expect(conversation.hasLetGo).toBe(true);
    conversation.merge([message('a', 10), message('b', 20)]);
    expect(conversation.hasLetGo).toBe(false);
    conversation.keepLast(4);
    expect(conversation.hasLetGo).toBe(true);
  });

  it('takes nothing of the time before that would leave a hole', () => {
    const conversation = cut();
    const listener = vi.fn();
    conversation.subscribe(listener);
    expect(conversation.append(message('b', 20))).toBe(false);
    expect(conversation.merge([message('a', 10), message('b', 20)])).toBe(0);
    expect(listener).not.toHaveBeenCalled();
    expect(conversation.merge([message('c', 30), message('d', 40)])).toBe(1);
    expect(conversation.append(message('late', 35))).toBe(true);
    expect(idsOf(conversation)).toEqual(['c', 'late', 'd', 'e']);
  });

  it('is kept whole until all who asked for it have let it go, and then tells', () => {
    const conversation = cut();
    const listener = vi.fn();
    conversation.subscribe(listener);
    const [first, second] = [conversation.keepWhole(), conversation.keepWhole()];
    first();
    first();
    expect(conversation.isKeptWhole).toBe(true);
    expect(listener).not.toHaveBeenCalled();
    second();
    expect(conversation.isKeptWhole).toBe(false);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
