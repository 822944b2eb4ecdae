import type { World } from './model.ts';
import type { Table } from './table.ts';

/**
 * Forgets the oldest log entries, and the oldest lines that visitors have seen, where there are more than
 * `kept` of them over all: the longest chats give first, and short ones nothing.
 */
export function forgetOldEntries(world: World, kept: number): World {
  const channels = shortened(
    world.channels,
    ({ logs }) => logs.length,
    kept,
    (channel, most) => ({
      ...channel,
      logs: channel.logs.slice(-most),
    }),
  );
  const visitors = shortened(
    world.visitors,
    ({ transcript }) => transcript.length,
    kept,
    (visitor, most) => ({
      ...visitor,
      transcript: visitor.transcript.slice(-most),
    }),
  );
  return { ...world, channels, visitors };
}

function shortened<T extends { readonly id: string }>(
  table: Table<T>,
  lengthOf: (item: T) => number,
  kept: number,
  cut: (item: T, most: number) => T,
): Table<T> {
  const items = table.values();
  const most = fairShare(items.map(lengthOf), kept);
  const long = items.filter(item => lengthOf(item) > most);
  return long.length === 0 ? table : table.withAll(long.map(item => [item.id, cut(item, most)]));
}

/** The largest number that each may keep at most, at least 1, so that all of them keep `total` together. */
export function fairShare(lengths: readonly number[], total: number): number {
  const ascending = [...lengths].sort((a, b) => a - b);
  let left = total;
  for (const [at, length] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - at));
    if (length > share) return Math.max(1, share);
    left -= length;
  }
  return Number.POSITIVE_INFINITY;
}
