import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentNode, memberNode, messageNode } from '../testing/wire.ts';
import { decodeLiveLog, decodeLog } from './decodeLog.ts';

const NOW = 9_000;

describe('decoding a chat log', () => {
  it('reads a message', () => {
    const node = messageNode('m', 1_000, { content: 'Hej', msg_id: 'own', options: ['yes', 'no'] });
    expect(decodeLog(node, NOW)).toEqual({
      kind: 'message',
      id: 'm',
      msgId: 'own',
      from: { kind: 'visitor', id: 'v1', name: 'Visitor v1' },
      text: 'Hej',
      options: ['yes', 'no'],
      at: 1_000,
    });
  });

  it('reads joins and leaves, which happened as far as anybody knows now', () => {
    const who = { kind: 'agent', id: 'agent-ada', name: 'Ada' };
    expect(decodeLog(memberNode('MemberJoinLog', 'j'), NOW)).toEqual({
      kind: 'joined',
      id: 'j',
      who,
      at: NOW,
    });
    expect(decodeLog(memberNode('MemberLeaveLog', 'l'), NOW)).toEqual({
      kind: 'left',
      id: 'l',
      who,
      at: NOW,
    });
  });

  it('gives one speaker to all that they say, and another once they have another name', () => {
    const speakerOf = (id: string, name: string) => {
      const entry = decodeLog(messageNode(id, 1, { from: agentNode('ada', name), sender_name: name }), NOW);
      return entry?.kind === 'message' ? entry.from : null;
    };
    const first = speakerOf('m1', 'Ada Byron');
    expect(speakerOf('m2', 'Ada Byron')).toBe(first);
    expect(speakerOf('m3', 'Ada Lovelace')).toMatchObject({ id: 'ada', name: 'Ada Lovelace' });
    expect(first).toMatchObject({ id: 'ada', name: 'Ada Byron' });
  });

  it('prefers the name at that time to the name of today', () => {
    const from = agentNode('a', 'Ada Lovelace');
    expect(decodeLog(messageNode('m', 1, { from, sender_name: 'Ada Byron' }), NOW)).toMatchObject({
      from: { kind: 'agent', id: 'a', name: 'Ada Byron' },
    });
    expect(decodeLog(messageNode('m', 1, { from, sender_name: null }), NOW)).toMatchObject({
      from: { name: 'Ada Lovelace' },
    });
  });

  it('makes do with an id and a type', () => {
    expect(decodeLog({ __typename: 'Message', id: 'm', options: ['a', 7, null] }, NOW)).toEqual({
      kind: 'message',
      id: 'm',
      msgId: null,
      from: { kind: 'visitor', id: '', name: '' },
      text: '',
      options: ['a'],
      at: NOW,
    });
  });

  it.each([
    ['a change of a member', { __typename: 'MemberChangeLog', id: 'c' }],
    ['a type that is not known', { __typename: 'Rating', id: 'r' }],
    ['no type', { id: 'm' }],
    ['no id', { __typename: 'Message' }],
    ['an id that is no text', { __typename: 'Message', id: 7 }],
    ['null', null],
    ['a list', []],
    ['a text', 'Message'],
  ])('gives nothing for %s', (_what, node) => {
    expect(decodeLog(node, NOW)).toBeNull();
    expect(decodeLiveLog(node, NOW)).toBeNull();
  });
});

describe('decoding a log that came alone', () => {
  it('names its channel and its visitor', () => {
    const channel = { id: 'c', visitor: { id: 'v9' } };
    expect(decodeLiveLog(messageNode('m', 1, { channel }), NOW)).toMatchObject({
      entry: { id: 'm' },
      channelId: 'c',
      visitorId: 'v9',
    });
  });

  it('takes the visitor who speaks where the channel names none', () => {
    const channel = { id: 'c', visitor: null };
    expect(decodeLiveLog(messageNode('m', 1, { channel }), NOW)).toMatchObject({ visitorId: 'v1' });
  });

  it('does not take an agent for the visitor', () => {
    const log = decodeLiveLog(
      messageNode('m', 1, { from: agentNode('a', 'Ada'), channel: { id: 'c' } }),
      NOW,
    );
    expect(log).toMatchObject({ channelId: 'c', visitorId: null });
  });

  it('knows neither where neither is told', () => {
    expect(decodeLiveLog(memberNode('MemberJoinLog', 'j'), NOW)).toMatchObject({
      channelId: null,
      visitorId: null,
    });
    expect(decodeLiveLog({ __typename: 'Message', id: 'm' }, NOW)).toMatchObject({ visitorId: null });
  });
});

/** Logs whose every field may hold anything. */
const anyLog = fc.record(
  {
    __typename: fc.constantFrom('Message', 'MemberJoinLog', 'MemberLeaveLog', 'MemberChangeLog'),
    id: fc.oneof(fc.string(), fc.jsonValue()),
    content: fc.jsonValue(),
    msg_id: fc.jsonValue(),
    options: fc.jsonValue(),
    sender_name: fc.jsonValue(),
    timestamp: fc.jsonValue(),
    from: fc.jsonValue(),
    user: fc.jsonValue(),
    user_name: fc.jsonValue(),
    channel: fc.oneof(fc.jsonValue(), fc.record({ id: fc.jsonValue(), visitor: fc.jsonValue() })),
  },
  { requiredKeys: [] },
);

describe('whatever comes', () => {
  it('never throws, and gives nothing or an entry with all that the views read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anyLog), node => {
        const log = decodeLiveLog(node, NOW);
        if (log === null) return;
        const { entry } = log;
        const speaker = entry.kind === 'message' ? entry.from : entry.who;
        expect([typeof entry.id, typeof speaker.id, typeof speaker.name]).toEqual(Array(3).fill('string'));
        expect(Number.isFinite(entry.at)).toBe(true);
        if (entry.kind === 'message') expect(entry.options.every(o => typeof o === 'string')).toBe(true);
      }),
    );
  });
});
