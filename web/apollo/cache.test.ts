import { buildSchema, isAbstractType } from 'graphql';
import { describe, expect, it } from 'vitest';
import sdl from '../../schema/chat-conversations.graphql?raw';
import { connection, departmentNode } from '../testing/wire.ts';
import { createCache, possibleTypes } from './cache.ts';
import { DepartmentsDocument } from './documents.ts';

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

  it('replaces the departments whole with each read', () => {
    const cache = createCache();
    const write = (...nodes: readonly unknown[]) =>
      cache.writeQuery<unknown>({
        query: DepartmentsDocument,
        data: { departments: connection(...nodes) },
      });
    write(departmentNode('sales', 'ONLINE'), departmentNode('billing', 'ONLINE'));
    write(departmentNode('sales', 'AWAY'));
    expect(cache.readQuery<unknown>({ query: DepartmentsDocument })).toMatchObject({
      departments: { edges: [{ node: { id: 'sales', status: 'AWAY' } }] },
    });
  });
});
