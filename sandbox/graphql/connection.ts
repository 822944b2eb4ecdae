import { cannotExecute } from '../refusal.ts';
import type { ExecutionContext } from './execution.ts';

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

/** How a connection orders and shows its items. */
export interface Shape<T> {
  /** Grows from item to item. Cursors name it and not the place, so they hold while items come and go. */
  readonly keyOf: (item: T) => number;
  readonly view: (item: T) => unknown;
}

/**
 * A page of `items`, which must be in the order of their keys. Without `first` and `last` everything is
 * on the page. Nothing is done for what is not on it but to find where it begins.
 * Source: Relay Cursor Connections Specification; unlike it, hasNextPage and hasPreviousPage are
 * always exact.
 * @throws Refusal GRAPHQL_EXEC_ERROR for a negative count or a cursor that is none
 */
export function connectionOf<T>(
  items: readonly T[],
  { keyOf, view }: Shape<T>,
  args: PageArgs,
  { rows }: ExecutionContext,
): Connection {
  const least = args.after == null ? 0 : placeOf(items, keyOf, keyOfCursor(args.after) + 1);
  const end = args.before == null ? items.length : placeOf(items, keyOf, keyOfCursor(args.before));
  const most = Math.max(least, end);
  const until = args.first == null ? most : Math.min(most, least + checkedCount('first', args.first));
  const from = args.last == null ? least : Math.max(least, until - checkedCount('last', args.last));
  const page = rows === undefined || rows.spend(until - from) ? items.slice(from, until) : [];
  const edges = page.map(item => ({ cursor: cursorOf(keyOf(item)), node: view(item) }));
  return {
    edges,
    pageInfo: {
      hasPreviousPage: page.length > 0 && from > 0,
      hasNextPage: page.length > 0 && until < items.length,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The cursor of the item with this key. */
export function cursorOf(key: number): string {
  return Buffer.from(`cursor:${key}`).toString('base64');
}

/** The place of the first item whose key is at least `key`, found by halving. */
function placeOf<T>(items: readonly T[], keyOf: (item: T) => number, key: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && keyOf(item) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function checkedCount(name: 'first' | 'last', count: number): number {
  if (count >= 0) return count;
  throw cannotExecute(`${name} is ${count}; expected 0 or more.`);
}

function keyOfCursor(cursor: string): number {
  const digits = /^cursor:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (digits === undefined)
    throw cannotExecute(`"${cursor}" is not a cursor. Take it from an edge or pageInfo.`);
  return Number(digits);
}
