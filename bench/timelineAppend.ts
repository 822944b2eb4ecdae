// One more message in a conversation that holds 100 to 100,000, with a subscriber that looks at the newest: the
// dashboard's timeline, a bare array (the limit), and the lists that Apollo, urql and TanStack Query hold. All in turns.
// And what a message takes of the heap, beside a bare array of the same objects.
// Run: npm run bench -- timelineAppend
import { median, pairedRatio, report, takeTurns } from './rig/figures.ts';
import { importPublished } from './rig/published.ts';
import { bytesKept } from './rig/timeline/heap.ts';
import type { Holder } from './rig/timeline/holders.ts';
import { messageEntries } from './rig/timeline/messages.ts';

const { holders, inConversation } =
  await importPublished<typeof import('./rig/timeline/holders.ts')>('rig/timeline/holders.ts');

const bench = 'timelineAppend';
const SIZES = [100, 1_000, 10_000, 100_000] as const;
const LARGEST = 100_000;
const ROUNDS = 7;
/** µs of an append, and how much longer it may take with a hundred thousand than with a hundred. */
const MOST = 20;
const FLAT = 1.5;
/** Of a bare array of the same objects. */
const MOST_MEMORY = 1.5;

type Lane = { readonly holder: Holder; readonly n: number; readonly rounds: number[] };

/** The median µs of an append over the batches of one round. */
async function sample({ holder, n }: Lane): Promise<number> {
  const { size, count } = holder.batches(n);
  let newest = '';
  const append = await holder.hold(messageEntries(0, n), id => {
    newest = id;
  });
  const batches = Array.from({ length: count }, (_, batch) => messageEntries(n + batch * size, size));
  globalThis.gc?.();
  const times: number[] = [];
  for (const messages of batches) {
    const start = performance.now();
    for (const message of messages) {
      const told = append(message);
      if (told !== undefined) await told;
    }
    times.push(((performance.now() - start) * 1_000) / size);
    demandSeen(holder, messages.at(-1)?.id ?? '', newest);
  }
  return median(times);
}

/** A subscriber who was told of nothing would make a peer look quick. */
function demandSeen({ name }: Holder, sent: string, seen: string): void {
  if (seen !== sent) throw new Error(`Expected ${name} to show ${sent}, it shows ${seen}.`);
}

function reportAppends(lanes: readonly Lane[]): void {
  const laneOf = (name: string, n: number) =>
    lanes.find(lane => lane.holder.name === name && lane.n === n)?.rounds ?? [];
  const [ours] = holders;
  if (ours === undefined) return;
  for (const n of SIZES) {
    const rounds = laneOf(ours.name, n);
    const figure = { bench, variant: ours.name, n, value: median(rounds), unit: 'us/append' };
    report({ ...figure, reach: MOST, reach_is: 'most' });
    for (const peer of holders.slice(1)) {
      const others = laneOf(peer.name, n);
      if (others.length === 0) continue;
      report({ ...figure, ratio_to: peer.name, ratio: pairedRatio(rounds, others) });
      report({ bench, variant: peer.name, n, value: median(others), unit: 'us/append' });
    }
  }
}

/** Who has asked for the id of a sender has had all of them noted: the most that it takes. */
function askedConversation(n: number): unknown {
  const conversation = inConversation(messageEntries(0, n));
  conversation.hasMsgId('none');
  return conversation;
}

/** The longest beside the shortest, before the others make the same code slow with other work, which would hide it. */
async function measureFlatness(): Promise<void> {
  const flat = lanesOf(holders.slice(0, 2), [SIZES[0], LARGEST]);
  await measure(flat);
  for (const { holder, n, rounds } of flat) {
    if (n !== LARGEST) continue;
    const short = flat.find(lane => lane.holder === holder && lane.n !== n)?.rounds ?? [];
    const figure = {
      bench,
      variant: holder.name,
      n,
      measure: 'flat',
      value: median(rounds),
      unit: 'us/append',
    };
    const ratio = { ratio_to: `with ${SIZES[0]}`, ratio: pairedRatio(rounds, short) };
    report({
      ...figure,
      ...ratio,
      ...(holder === holders[0] && ({ reach: FLAT, reach_is: 'most' } as const)),
    });
  }
}

function lanesOf(some: readonly Holder[], sizes: readonly number[]): readonly Lane[] {
  return sizes.flatMap(n => some.filter(({ most }) => n <= most).map(holder => ({ holder, n, rounds: [] })));
}

/** The first round warms up. */
function measure(lanes: readonly Lane[]): Promise<void> {
  return takeTurns(lanes, ROUNDS + 1, async (lane, round) => {
    const time = await sample(lane);
    if (round > 0) lane.rounds.push(time);
  });
}

/** What each message takes, the message itself included. */
function reportMemory(n: number): void {
  const bare = bytesKept(() => messageEntries(0, n), 5) / n;
  const held = bytesKept(() => askedConversation(n), 5) / n;
  const figure = { bench, n, measure: 'memory', unit: 'bytes/message', ratio_to: 'bare array' };
  const most = { reach: MOST_MEMORY, reach_is: 'most' } as const;
  report({ ...figure, variant: 'conversation', value: held, ratio: held / bare, ...most });
  report({ ...figure, variant: 'bare array', value: bare, ratio: 1 });
}

await measureFlatness();
for (const n of [1_000, LARGEST]) reportMemory(n);
const lanes = lanesOf(holders, SIZES);
await measure(lanes);
reportAppends(lanes);
