import { describe, expect, it } from 'vitest';
import { ada, ben, chat } from '../testing/builders.ts';
import { agentNode, channelNode, connection, messageNode } from '../testing/wire.ts';
import { type ChannelState, readChats, standingOf } from './chat.ts';

const read = (...nodes: readonly unknown[]) => readChats({ channels: connection(...nodes) });

describe('where a chat stands', () => {
  it.each<[ChannelState | null, string[], string]>([
    [null, [], 'unserved'],
    [null, ['me'], 'mine'],
    [null, ['ben'], 'colleague'],
    [null, ['ben', 'me'], 'mine'],
    ['INCOMING', [], 'unserved'],
    ['ASSIGNED', [], 'unserved'],
    ['ONGOING', ['me'], 'mine'],
    ['ONGOING', ['ben'], 'colleague'],
    ['CLOSING', [], 'ended'],
    ['CLOSING', ['ben'], 'ended'],
    ['CLOSING', ['me'], 'mine'],
    ['CLOSED', ['me'], 'ended'],
    ['CLOSED', [], 'ended'],
  ])('state %s with the agents %j is %s', (state, ids, standing) => {
    const agents = ids.map(id => ({ id, name: id }));
    expect(standingOf(chat({ state, agents }), 'me')).toBe(standing);
  });

  it('is never mine while nobody knows who I am', () => {
    expect(standingOf(chat({ agents: [ada] }), null)).toBe('colleague');
    expect(standingOf(chat(), null)).toBe('unserved');
  });
});

describe('reading chats', () => {
  it('reads all that the service tells', () => {
    const node = channelNode('v1', {
      city: 'Stockholm',
      country: 'SE',
      user_agent: 'Firefox',
      state: 'ONGOING',
      department: { id: 'sales', name: 'Sales' },
      agents: connection(agentNode(ada.id, ada.name), agentNode(ben.id, ben.name)),
      visitor: {
        id: 'v1',
        display_name: ' Astrid ',
        email: 'a@example.com',
        phone: '1',
        raw_id: '2.abcdefghijklmn',
        current_tags: ['vip', 7, null],
      },
    });
    expect(read(node).get('v1')).toEqual({
      visitorId: 'v1',
      channelId: 'channel-v1',
      name: 'Astrid',
      email: 'a@example.com',
      phone: '1',
      rawId: '2.abcdefghijklmn',
      tags: ['vip'],
      place: 'Stockholm, SE',
      userAgent: 'Firefox',
      department: { id: 'sales', name: 'Sales' },
      agents: [ada, ben],
      state: 'ONGOING',
    });
  });

  it('makes do with an id of the channel and one of the visitor', () => {
    const node = { id: 'c', visitor: { id: 'v' } };
    expect(read(node).get('v')).toEqual(chat({ visitorId: 'v', channelId: 'c', name: 'Visitor' }));
  });

  it('knows the place of the visitor where the channel has none, as far as it is told', () => {
    const visitor = { id: 'v', current_region: 'Bavaria', current_country: 'DE' };
    expect(read({ id: 'c', visitor }).get('v')?.place).toBe('Bavaria, DE');
    expect(read({ id: 'c', country: 'DE', visitor: { id: 'v' } }).get('v')?.place).toBe('DE');
  });

  it('takes a state that it does not know for none', () => {
    expect(read(channelNode('v1', { state: 'PARKED' })).get('v1')?.state).toBeNull();
  });

  it('leaves out whatever is not a visitor’s chat', () => {
    const chats = read(
      null,
      7,
      { __typename: 'AgentChannel', id: 'c' },
      channelNode('v1', { visitor: null }),
      channelNode('v2', { id: null }),
      channelNode('v3', { visitor: { id: 3 } }),
      channelNode('v4', { agents: null }),
    );
    expect([...chats.keys()]).toEqual(['v4']);
  });

  it.each([
    null,
    undefined,
    'x',
    [],
    {},
    { channels: null },
    { channels: { edges: null } },
    { channels: { edges: [null, {}] } },
  ])('finds no chat in %j', data => {
    expect(readChats(data).size).toBe(0);
  });

  it.each<[string, ChannelState | null, ChannelState | null, string]>([
    ['the open one, when it comes first', 'ONGOING', 'CLOSED', 'first'],
    ['the open one, when it comes last', 'CLOSED', 'ONGOING', 'last'],
    ['the later, when both are open', 'ONGOING', 'INCOMING', 'last'],
    ['the later, when both are closed', 'CLOSED', 'CLOSED', 'last'],
    ['the later, when nobody tells', null, null, 'last'],
  ])('takes of two channels of one visitor %s', (_which, first, last, expected) => {
    const chats = read(
      channelNode('v1', { id: 'first', state: first }),
      channelNode('v1', { id: 'last', state: last }),
    );
    expect([...chats.values()].map(({ channelId }) => channelId)).toEqual([expected]);
  });

  it.each([
    ['the one that was written in last, when it comes first', 9, 3, 'first'],
    ['the one that was written in last, when it comes last', 3, 9, 'last'],
    ['the last of the list, when nothing was written', null, null, 'last'],
  ])('takes of two channels whose state is not told %s', (_which, first, last, expected) => {
    const said = (at: number | null) => (at === null ? connection() : connection(messageNode('m', at)));
    const chats = read(
      channelNode('v1', { id: 'first', logs: said(first) }),
      channelNode('v1', { id: 'last', logs: said(last) }),
    );
    expect([...chats.values()].map(({ channelId }) => channelId)).toEqual([expected]);
  });
});
