import { isRecord, readNodes, readRecord, readString } from '../lib/decode.ts';
import { decodeLog } from './decodeLog.ts';
import type { TimelineEntry } from './entries.ts';

/** An unbroken piece of one channel's log. */
export type Page = {
  readonly entries: readonly TimelineEntry[];
  /** How many logs the service gave, those that are not understood included. */
  readonly size: number;
};

/** The pages of an answer to RecentLogs, by visitor: one of each of the visitor's channels. */
export function readPages(
  data: unknown,
  visitorOf: (channelId: string) => string | null,
): ReadonlyMap<string, readonly Page[]> {
  const pages = new Map<string, readonly Page[]>();
  if (!isRecord(data)) return pages;
  for (const channel of readNodes(data, 'channels')) {
    const channelId = readString(channel, 'id');
    const visitor = readRecord(channel, 'visitor');
    const visitorId =
      (visitor === null ? null : readString(visitor, 'id')) ??
      (channelId === null ? null : visitorOf(channelId));
    if (visitorId === null) continue;
    pages.set(visitorId, [...(pages.get(visitorId) ?? []), readPage(channel)]);
  }
  return pages;
}

/** The logs of a channel in the server's order; a member log, which has no time, gets that of the message beside it. */
export function readPage(channel: Readonly<Record<string, unknown>>): Page {
  const now = Date.now();
  const nodes = readNodes(channel, 'logs');
  const entries = nodes.flatMap(node => decodeLog(node, now) ?? []);
  let time = entries.find(entry => entry.kind === 'message')?.at ?? now;
  const timed = entries.map(entry => {
    if (entry.kind !== 'message') return { ...entry, at: time };
    time = entry.at;
    return entry;
  });
  return { entries: timed, size: nodes.length };
}
