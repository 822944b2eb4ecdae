import { describe, expect, it } from 'vitest';
import { Conversation } from '../../timeline/conversation.ts';
import type { Speaker } from '../../timeline/entries.ts';
import { joined, message, visitor } from '../../timeline/testEntries.ts';
import { firstUnread } from './firstUnread.ts';

const me: Speaker = { kind: 'agent', id: 'me', name: 'Ada' };
const colleague: Speaker = { kind: 'agent', id: 'ben', name: 'Ben' };
const speakers = { v: visitor, m: me, c: colleague };

/** A letter for each entry: `v`isitor, `m`e, `c`olleague, `j`oin; their ids are their places. */
function conversationOf(letters: string) {
  const conversation = new Conversation();
  letters.split('').forEach((letter, at) => {
    if (letter === 'j') conversation.append(joined(String(at), at));
    else if (letter === 'v' || letter === 'm' || letter === 'c')
      conversation.append(message(String(at), at, speakers[letter]));
  });
  return conversation;
}

describe('the first unread entry', () => {
  it.each<[string, string | null, number]>([
    ['vvvv', '1', 2],
    ['vvvv', '3', -1],
    ['vmvv', '0', 2],
    ['vjjv', '0', 3],
    ['vjm', '0', -1],
    ['vcv', '0', 1],
    // Never opened: what was answered has been read.
    ['vvmvv', null, 3],
    ['vvcvv', null, 3],
    ['vvm', null, -1],
    ['jvv', null, 1],
    ['', null, -1],
    // Seen in a channel whose logs are not here.
    ['vmv', 'gone', 2],
  ])('of %s, seen up to %s, is %i', (letters, lastSeen, expected) => {
    expect(firstUnread(conversationOf(letters), lastSeen, me.id)).toBe(expected);
  });
});
