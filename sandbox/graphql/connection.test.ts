import { assert, integer, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionOf, type PageArgs } from './connection.ts';

const keys = uniqueArray(integer({ min: 1, max: 10_000 }), { maxLength: 60 }).map(list =>
  list.sort((a, b) => a - b),
);
const pageSize = integer({ min: 1, max: 7 });
const page = (items: readonly number[], args: PageArgs) =>
  connectionOf(items, { keyOf: item => item, view: item => item }, args, {});

describe('a connection', () => {
  it('walked by first and after yields everything once, in order', () => {
    assert(
      property(keys, pageSize, (items, first) => {
        const walked: unknown[] = [];
        let after: string | null = null;
        for (;;) {
          const { edges, pageInfo } = page(items, { first, after });
          walked.push(...edges.map(edge => edge.node));
          if (!pageInfo.hasNextPage) break;
          after = pageInfo.endCursor;
        }
        expect(walked).toEqual(items);
      }),
    );
  });

  it('walked by last and before yields everything once, in order', () => {
    assert(
      property(keys, pageSize, (items, last) => {
        const walked: unknown[] = [];
        let before: string | null = null;
        for (;;) {
          const { edges, pageInfo } = page(items, { last, before });
          walked.unshift(...edges.map(edge => edge.node));
          if (!pageInfo.hasPreviousPage) break;
          before = pageInfo.startCursor;
        }
        expect(walked).toEqual(items);
      }),
    );
  });

  it('goes on after an item that has gone', () => {
    const { pageInfo } = page([1, 2, 3], { first: 2 });
    expect(page([1, 3, 4], { after: pageInfo.endCursor }).edges.map(edge => edge.node)).toEqual([3, 4]);
  });

  it('refuses negative counts and cursors that are none', () => {
    expect(() => page([1], { first: -1 })).toThrow(/first is -1/);
    expect(() => page([1], { last: -2 })).toThrow(/last is -2/);
    expect(() => page([1], { after: 'nonsense' })).toThrow(/not a cursor/);
  });

  it('of nothing has no cursors and no other pages', () => {
    expect(page([], { first: 5 }).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });
});
