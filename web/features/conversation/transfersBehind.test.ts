import { describe, expect, it } from 'vitest';
import { Conversation } from '../../timeline/conversation.ts';
import { message } from '../../timeline/testEntries.ts';
import { transfersBehind } from './transfersBehind.ts';

const note = (at: number) => ({ visitorId: 'v1', department: 'Sales', at, isMine: true });

describe('transfers in a conversation', () => {
  it('stand after the entry that they came after', () => {
    const conversation = new Conversation();
    for (const at of [10, 20, 30]) conversation.append(message(`m${at}`, at));
    const behind = transfersBehind(conversation, [note(5), note(20), note(29), note(99)]);
    expect([...behind].map(([id, notes]) => [id, notes.map(({ at }) => at)])).toEqual([
      ['m10', [5]],
      ['m20', [20, 29]],
      ['m30', [99]],
    ]);
  });

  it('stand nowhere when what they came after was let go', () => {
    const conversation = new Conversation();
    for (const at of [10, 20, 30]) conversation.append(message(`m${at}`, at));
    conversation.keepLast(1);
    expect([...transfersBehind(conversation, [note(20), note(30)]).values()].flat()).toEqual([note(30)]);
  });

  it('stand nowhere while nothing is held', () => {
    expect(transfersBehind(new Conversation(), [note(1)]).size).toBe(0);
  });
});
