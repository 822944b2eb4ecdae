import { buildSchema, isAbstractType } from 'graphql';
import { describe, expect, it } from 'vitest';
import sdl from '../../schema/chat-conversations.graphql?raw';
import { agentNode, channelNode, connection } from '../testing/wire.ts';
import { createCache, possibleTypes } from './cache.ts';
import { ChannelsDocument } from './documents.ts';

describe('the cache', () => {
  it('knows exactly the concrete types of the schema’s interfaces and unions', () => {
    const schema = buildSchema(sdl);
    const abstract = Object.values(schema.getTypeMap())
      .filter(isAbstractType)
      .filter(type => !type.name.startsWith('__'));
    const expected = abstract.map(type => [
      type.name,
      schema
        .getPossibleTypes(type)
        .map(({ name }) => name)
        .sort(),
    ]);
    const known = Object.entries(possibleTypes).map(([name, types]) => [name, [...types].sort()]);
    expect(Object.fromEntries(known)).toEqual(Object.fromEntries(expected));
  });

  it('replaces the chats and their agents whole with each read', () => {
    const cache = createCache();
    const write = (...nodes: readonly unknown[]) =>
      cache.writeQuery<unknown>({
        query: ChannelsDocument,
        data: { channels: connection(...nodes) },
      });
    write(channelNode('v1', { agents: connection(agentNode('a', 'Ada')) }), channelNode('v2'));
    write(channelNode('v1'));
    expect(cache.readQuery<unknown>({ query: ChannelsDocument })).toMatchObject({
      channels: { edges: [{ node: { id: 'channel-v1', agents: { edges: [] } } }] },
    });
  });
});
