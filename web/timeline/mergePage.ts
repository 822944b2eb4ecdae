import type { TimelineEntry } from './entries.ts';

/**
 * A stretch of a conversation. `linked[i]` says that the server's own log has shown entry `i` directly
 * after entry `i - 1`; what only arrived live is linked to nothing.
 */
export type Stretch = { readonly entries: readonly TimelineEntry[]; readonly linked: readonly boolean[] };

/** Entries that belong together without gaps, with the times of the first and the last message. */
type Run = {
  readonly entries: readonly TimelineEntry[];
  readonly first: number;
  readonly last: number;
  /** Where it was held until now. */
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
  const inBlock = new Set(block.map(entry => entry.id));
  const anchor = held.entries.findIndex(entry => inBlock.has(entry.id));
  return weave(block, looseRuns(held, inBlock), anchor);
}

/**
 * The page, with what the touched runs hold before its first and after its last entry. What a run holds
 * between, though the page lacks it, proves that the page had a hole: it is left to its time.
 */
function blockOf(held: Stretch, page: readonly TimelineEntry[]): TimelineEntry[] {
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
  return [...before, ...known, ...after];
}

function runsOf(held: Stretch): TimelineEntry[][] {
  const runs: TimelineEntry[][] = [];
  held.entries.forEach((entry, i) => {
    if (held.linked[i] === true) runs.at(-1)?.push(entry);
    else runs.push([entry]);
  });
  return runs;
}

/** The runs that are held outside the block. One without messages keeps its guess between the messages around it. */
function looseRuns(held: Stretch, inBlock: ReadonlySet<string>): Run[] {
  const nextMessageAt = timesOfNextMessages(held.entries);
  const runs: Run[] = [];
  let run: TimelineEntry[] = [];
  let newest = Number.NEGATIVE_INFINITY;
  held.entries.forEach((entry, index) => {
    const inRun = held.linked[index] === true && run.length > 0;
    if (!inRun) run = [];
    if (!inBlock.has(entry.id)) run.push(entry);
    else run = [];
    if (run.length === 1) {
      const guess = Math.max(newest, Math.min(entry.at, nextMessageAt[index] ?? entry.at));
      runs.push({ entries: run, index, first: guess, last: guess });
    }
    if (entry.kind === 'message') newest = Math.max(newest, entry.at);
  });
  return runs.map(withMessageTimes);
}

function withMessageTimes(run: Run): Run {
  const times = run.entries.flatMap(entry => (entry.kind === 'message' ? entry.at : []));
  const first = times[0];
  return first === undefined ? run : { ...run, first, last: Math.max(...times) };
}

function timesOfNextMessages(entries: readonly TimelineEntry[]): number[] {
  let next = Number.POSITIVE_INFINITY;
  const times = entries.toReversed().map(entry => {
    if (entry.kind === 'message') next = Math.min(next, entry.at);
    return next;
  });
  return times.toReversed();
}

function weave(block: readonly TimelineEntry[], loose: readonly Run[], anchor: number): Stretch {
  const times = serverTimes(block);
  const entries: TimelineEntry[] = [];
  const linked: boolean[] = [];
  const push = (run: readonly TimelineEntry[]) => {
    for (const entry of run) {
      linked.push(entry !== run[0]);
      entries.push(entry);
    }
  };
  let placed = 0;
  for (const run of loose) {
    const slot = Math.max(placed, slotOf(times, run, anchor));
    push(block.slice(placed, slot));
    push(run.entries);
    placed = slot;
  }
  push(block.slice(placed));
  return { entries, linked };
}

/**
 * Times that never fall. A member entry has the time of the message before it, a leading one that of the
 * next; where there is no message the first guess counts for all.
 */
function serverTimes(entries: readonly TimelineEntry[]): number[] {
  let time = (entries.find(entry => entry.kind === 'message') ?? entries[0])?.at ?? 0;
  return entries.map(entry => {
    if (entry.kind === 'message') time = Math.max(time, entry.at);
    return time;
  });
}

/**
 * How many entries of the block come before the run. Neither has gaps, so a tie at an edge means outside,
 * and a run is never cut. When both have one and the same time, the place held until now decides; a block
 * that touches nothing goes first, since pages without overlap come from paging back.
 */
function slotOf(times: readonly number[], run: Run, anchor: number): number {
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  if (first === last && run.first === first && run.last === first)
    return run.index < anchor ? 0 : times.length;
  if (run.first < first || (run.first === first && first < last)) return 0;
  if (run.first >= last) return times.length;
  return times.findIndex(time => time > run.first);
}
