import type { TimelineEntry } from './entries.ts';

/**
 * A stretch of a conversation. `linked[i]` says that the server's own log has shown entry `i` directly
 * after entry `i - 1`; what only arrived live is linked to nothing.
 */
export type Stretch = { readonly entries: readonly TimelineEntry[]; readonly linked: readonly boolean[] };

type Block = { readonly entries: readonly TimelineEntry[]; readonly times: readonly number[] };
type Loose = {
  readonly entry: TimelineEntry;
  readonly linked: boolean;
  readonly time: number;
  readonly index: number;
};

/**
 * Merges a page of the server's log into what is held.
 *
 * A page is an unbroken piece of the log, so it grows together with every linked run that it touches into
 * one block, in the server's order whatever the times say. All else that is held goes before or after
 * the block by time, and into it only when its time lies truly inside. So overlapping pages end in the
 * server's order, whatever arrived before them.
 */
export function mergePage(held: Stretch, page: readonly TimelineEntry[]): Stretch {
  const inPage = new Set(page.map(entry => entry.id));
  const touched = touchedRuns(held, inPage);
  const block = blockOf(held, page, inPage, touched);
  const inBlock = new Set(block.entries.map(entry => entry.id));
  const loose = looseEntries(held, inBlock);
  const anchor = held.entries.findIndex(entry => inBlock.has(entry.id));
  return weave(block, loose, anchor);
}

/** For each held entry, whether its run (a chain of linked entries) shares an entry with the page. */
function touchedRuns(held: Stretch, inPage: ReadonlySet<string>): boolean[] {
  const touched: boolean[] = [];
  let start = 0;
  while (start < held.entries.length) {
    const end = endOfRun(held, start);
    const isTouched = held.entries.slice(start, end).some(entry => inPage.has(entry.id));
    for (let i = start; i < end; i += 1) touched.push(isTouched);
    start = end;
  }
  return touched;
}

function endOfRun(held: Stretch, start: number): number {
  let end = start + 1;
  while (end < held.entries.length && held.linked[end] === true) end += 1;
  return end;
}

/** The page, with what the touched runs hold before its first and after its last entry. */
function blockOf(
  held: Stretch,
  page: readonly TimelineEntry[],
  inPage: ReadonlySet<string>,
  touched: readonly boolean[],
): Block {
  const before: TimelineEntry[] = [];
  const known = new Map<string, TimelineEntry>();
  let waiting: TimelineEntry[] = [];
  let met = false;
  const after: TimelineEntry[] = [];
  held.entries.forEach((entry, i) => {
    if (held.linked[i] !== true) {
      if (met) after.push(...waiting);
      waiting = [];
      met = false;
    }
    if (touched[i] !== true) return;
    if (!inPage.has(entry.id)) {
      waiting.push(entry);
      return;
    }
    if (!met) before.push(...waiting);
    known.set(entry.id, entry);
    waiting = [];
    met = true;
  });
  if (met) after.push(...waiting);
  const entries = [...before, ...page.map(entry => known.get(entry.id) ?? entry), ...after];
  return { entries, times: serverTimes(entries) };
}

/** Times that never fall: a member entry has the time of the message before it, a leading one that of the next. */
function serverTimes(entries: readonly TimelineEntry[]): number[] {
  const first = entries.find(entry => entry.kind === 'message') ?? entries[0];
  let time = first?.at ?? 0;
  const hasMessages = first?.kind === 'message';
  return entries.map(entry => {
    if (entry.kind === 'message' || !hasMessages) time = Math.max(time, entry.at);
    return time;
  });
}

/** What is held outside the block, with times that never fall; a member's guess is kept between its neighbours. */
function looseEntries(held: Stretch, inBlock: ReadonlySet<string>): Loose[] {
  const nextMessageAt = timesOfNextMessages(held.entries);
  const loose: Loose[] = [];
  let time = Number.NEGATIVE_INFINITY;
  let previousIsLoose = false;
  held.entries.forEach((entry, index) => {
    const linked = held.linked[index] === true;
    if (entry.kind === 'message') time = Math.max(time, entry.at);
    else if (!linked) time = Math.max(time, Math.min(entry.at, nextMessageAt[index] ?? entry.at));
    const isLoose = !inBlock.has(entry.id);
    if (isLoose) loose.push({ entry, linked: linked && previousIsLoose, time, index });
    previousIsLoose = isLoose;
  });
  return loose;
}

function timesOfNextMessages(entries: readonly TimelineEntry[]): number[] {
  let next = Number.POSITIVE_INFINITY;
  const times = entries.toReversed().map(entry => {
    if (entry.kind === 'message') next = Math.min(next, entry.at);
    return next;
  });
  return times.toReversed();
}

function weave(block: Block, loose: readonly Loose[], anchor: number): Stretch {
  const entries: TimelineEntry[] = [];
  const linked: boolean[] = [];
  let next = 0;
  for (let slot = 0; slot <= block.entries.length; slot += 1) {
    let unbroken = slot > 0;
    for (let u = loose[next]; u !== undefined && slotOf(block, u, anchor) <= slot; u = loose[next]) {
      entries.push(u.entry);
      linked.push(u.linked);
      unbroken = false;
      next += 1;
    }
    const entry = block.entries[slot];
    if (entry === undefined) continue;
    entries.push(entry);
    linked.push(unbroken);
  }
  return { entries, linked };
}

/**
 * How many entries of the block come before this one. At the edges of the block a tie means outside;
 * when the whole block has one time, the place held until now decides, and a block that touches nothing
 * goes first, since pages without overlap come from paging back.
 */
function slotOf(block: Block, loose: Loose, anchor: number): number {
  const first = block.times[0] ?? 0;
  const last = block.times.at(-1) ?? 0;
  if (first === last && loose.time === first) return loose.index < anchor ? 0 : block.times.length;
  if (loose.time <= first) return 0;
  if (loose.time >= last) return block.times.length;
  return block.times.findIndex(time => time > loose.time);
}
