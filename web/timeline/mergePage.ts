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
  const block = blockOf(held, page);
  const inBlock = new Set(block.entries.map(entry => entry.id));
  const loose = looseEntries(held, inBlock);
  const anchor = held.entries.findIndex(entry => inBlock.has(entry.id));
  return weave(block, loose, anchor);
}

/**
 * The page, with what the touched runs hold before its first and after its last entry. What a run holds
 * between, though the page lacks it, proves that the page had a hole: it is left to its time.
 */
function blockOf(held: Stretch, page: readonly TimelineEntry[]): Block {
  const places = new Map(page.map((entry, place) => [entry.id, place]));
  const before: TimelineEntry[] = [];
  const known: TimelineEntry[] = [...page];
  const after: TimelineEntry[] = [];
  for (const run of runsOf(held)) {
    const first = run.findIndex(entry => places.has(entry.id));
    if (first === -1) continue;
    const last = run.findLastIndex(entry => places.has(entry.id));
    if (run[first]?.id === page[0]?.id) before.push(...run.slice(0, first));
    if (run[last]?.id === page.at(-1)?.id) after.push(...run.slice(last + 1));
    for (const entry of run) {
      const place = places.get(entry.id);
      if (place !== undefined) known[place] = entry;
    }
  }
  const entries = [...before, ...known, ...after];
  return { entries, times: serverTimes(entries) };
}

function runsOf(held: Stretch): TimelineEntry[][] {
  const runs: TimelineEntry[][] = [];
  held.entries.forEach((entry, i) => {
    if (held.linked[i] === true) runs.at(-1)?.push(entry);
    else runs.push([entry]);
  });
  return runs;
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
