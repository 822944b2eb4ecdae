import { cannotExecute } from '../refusal.ts';

/** Relay's paging arguments. */
export interface PageArgs {
  readonly after?: string | null;
  readonly before?: string | null;
  readonly first?: number | null;
  readonly last?: number | null;
}

export interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: unknown }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * A page of `items`, which must be sorted by a growing `keyOf`. Cursors name the key and not the place,
 * so they hold while items come and go. Without `first` and `last` everything is on the page.
 * Source: Relay Cursor Connections Specification; unlike it, hasNextPage and hasPreviousPage are
 * always exact.
 * @throws Refusal GRAPHQL_EXEC_ERROR for a negative count or a cursor that is none
 */
export function connectionOf<T>(
  items: readonly T[],
  keyOf: (item: T) => number,
  args: PageArgs,
  view: (item: T) => unknown,
): Connection {
  const after = args.after == null ? -Infinity : keyOfCursor(args.after);
  const before = args.before == null ? Infinity : keyOfCursor(args.before);
  const within = items.filter(item => keyOf(item) > after && keyOf(item) < before);
  const page = lastOf(firstOf(within, args.first), args.last);
  const edges = page.map(item => ({ cursor: cursorOf(keyOf(item)), node: view(item) }));
  return {
    edges,
    pageInfo: {
      hasPreviousPage: page.length > 0 && items.at(0) !== page.at(0),
      hasNextPage: page.length > 0 && items.at(-1) !== page.at(-1),
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function firstOf<T>(items: readonly T[], first: number | null | undefined): readonly T[] {
  if (first == null) return items;
  if (first < 0) throw cannotExecute(`first is ${first}; expected 0 or more.`);
  return items.slice(0, first);
}

function lastOf<T>(items: readonly T[], last: number | null | undefined): readonly T[] {
  if (last == null) return items;
  if (last < 0) throw cannotExecute(`last is ${last}; expected 0 or more.`);
  return last === 0 ? [] : items.slice(-last);
}

function cursorOf(key: number): string {
  return Buffer.from(`cursor:${key}`).toString('base64');
}

function keyOfCursor(cursor: string): number {
  const digits = /^cursor:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (digits === undefined)
    throw cannotExecute(`"${cursor}" is not a cursor. Take it from an edge or pageInfo.`);
  return Number(digits);
}
