import { describe, expect, it } from 'vitest';
import { chat } from '../../testing/builders.ts';
import { Conversation } from '../../timeline/conversation.ts';
import { message } from '../../timeline/testEntries.ts';
import { chatMatcher, foundMessage, isFiltering, NO_FILTER } from './chatFilter.ts';

const tomasz = chat({
  name: 'Tomasz Król',
  email: 'tomek@example.com',
  department: { id: 'd1', name: 'Shipping' },
  tags: ['vip', 'exchange'],
});

function conversationOf(...texts: readonly string[]) {
  const conversation = new Conversation();
  for (const [at, text] of texts.entries()) conversation.append({ ...message(`m${at}`, at), text });
  return conversation;
}

describe('the filter of chats', () => {
  const conversation = conversationOf('Where is my parcel?', 'Straße 4, Łódź');
  const finds = (text: string) => chatMatcher({ ...NO_FILTER, text })(tomasz, conversation);

  it.each([
    '',
    '  ',
    'tomasz',
    'KROL',
    'król',
    'tomek@',
    'ship',
    'vip',
    'parcel',
    'strasse',
    'lodz',
    'vip parcel tom',
  ])('finds “%s” in name, address, department, tags and text', text => {
    expect(finds(text)).toBe(true);
  });

  it.each(['anna', 'tomasz invoice', 'qq'])('does not find “%s”', text => {
    expect(finds(text)).toBe(false);
  });

  it('looks at what was said since', () => {
    expect(finds('invoice')).toBe(false);
    conversation.append({ ...message('late', 9), text: 'And my invoice?' });
    expect(finds('invoice')).toBe(true);
  });

  it.each([
    [{ department: 'd1' }, true],
    [{ department: 'd2' }, false],
    [{ tag: 'vip' }, true],
    [{ tag: 'vi' }, false],
    [{ department: 'd1', tag: 'vip', text: 'parcel' }, true],
    [{ department: 'd1', tag: 'vip', text: 'nowhere' }, false],
  ])('takes %j exactly', (parts, expected) => {
    expect(chatMatcher({ ...NO_FILTER, ...parts })(tomasz, conversation)).toBe(expected);
    expect(isFiltering({ ...NO_FILTER, ...parts })).toBe(true);
  });

  it('is none without words, department and tag', () => {
    expect(isFiltering({ ...NO_FILTER, text: '  ' })).toBe(false);
  });

  it('names the newest message that it found', () => {
    expect(foundMessage('parcel', conversationOf('my parcel', 'a parcel', 'thanks'))).toBe('a parcel');
    expect(foundMessage('invoice', conversationOf('my parcel'))).toBeNull();
    expect(foundMessage(' ', conversationOf('my parcel'))).toBeNull();
  });
});
