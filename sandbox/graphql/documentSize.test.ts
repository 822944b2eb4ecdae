import { getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { documentSize } from './documentSize.ts';

const sizeOf = (query: string) => documentSize(parse(query));

describe('the size of a document', () => {
  it('counts levels of fields and every field, aliases included', () => {
    expect(sizeOf('{ a { b } }')).toEqual({ depth: 2, fields: 2 });
    expect(sizeOf('{ one: a two: a ... { b { c } } }')).toEqual({ depth: 2, fields: 5 });
  });

  it('fills in fragments wherever they are spread', () => {
    const query = 'query { x { ...F } y { z { ...F } } } fragment F on T { a { b } }';
    expect(sizeOf(query)).toEqual({ depth: 4, fields: 7 });
  });

  it('takes the largest of several operations, and counts what nobody uses', () => {
    expect(sizeOf('query A { a } query B { b { c } }')).toEqual({ depth: 2, fields: 3 });
    const unused = Array.from({ length: 600 }, (_, n) => `a${n}: x`).join(' ');
    expect(sizeOf(`query { a } fragment F on T { ${unused} }`).fields).toBe(601);
  });

  it('measures a bomb of fragments without going off', () => {
    const fragments = Array.from(
      { length: 60 },
      (_, n) => `fragment F${n} on T { ...F${n + 1} ...F${n + 1} }`,
    );
    expect(sizeOf(`{ ...F0 } ${fragments.join(' ')} fragment F60 on T { a }`).fields).toBe(2 ** 60);
  });

  it('ends for fragments that spread themselves', () => {
    expect(sizeOf('{ ...F } fragment F on T { a { ...F } }').depth).toBe(1);
  });

  it('lets the usual introspection of IDEs pass the limits', () => {
    const { depth, fields } = sizeOf(getIntrospectionQuery({ oneOf: true, schemaDescription: true }));
    expect(depth).toBeLessThanOrEqual(15);
    expect(fields).toBeLessThan(500);
  });
});
