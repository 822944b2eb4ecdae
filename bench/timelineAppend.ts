import { gql, InMemoryCache, type Reference } from '@apollo/client';
import { Conversation } from '../web/timeline/conversation.ts';
import type { MessageEntry } from '../web/timeline/entries.ts';

/**
 * What one more message costs a conversation that holds n, with a subscriber that looks at the newest one:
 * the timeline store, a bare array push (the limit) and a list in Apollo's cache (the peer).
 * Run: node --expose-gc --import tsx bench/timelineAppend.ts
 */
const SIZES = [100, 1_000, 10_000, 100_000] as const;
const LARGEST_IN_CACHE = 10_000;
const ROUNDS = 7;
/** A batch is long enough for the clock and short enough to be seldom interrupted; n hardly grows by them. */
const BATCHES = {
  conversation: { count: 40, size: 50 },
  array: { count: 40, size: 50 },
  cache: { count: 5, size: 1 },
} as const;

type Variant = keyof typeof BATCHES;
type Appender = { readonly append: (message: MessageEntry) => void };

/** What is computed for the clock alone, so that it is not left out. */
let sink = 0;
let kept: { readonly length: number } | null = null;

function message(i: number): MessageEntry {
  const from =
    i % 2 === 0 ? { kind: 'visitor', id: 'v', name: 'Vera' } : { kind: 'agent', id: 'a', name: 'Ana' };
  const speaker =
    from.kind === 'visitor' ? { ...from, kind: 'visitor' as const } : { ...from, kind: 'agent' as const };
  return {
    kind: 'message',
    id: `m${i}`,
    msgId: `s${i}`,
    from: speaker,
    text: `Message ${i}`,
    options: [],
    at: i,
  };
}

const make: Readonly<Record<Variant, (held: readonly MessageEntry[]) => Appender>> = {
  conversation(held) {
    const conversation = new Conversation();
    for (const one of held) conversation.append(one);
    conversation.subscribe(() => {
      sink += conversation.getSnapshot().length + (conversation.last()?.at ?? 0);
    });
    return { append: one => conversation.append(one) };
  },
  array(held) {
    const list = [...held];
    return {
      append(one) {
        list.push(one);
        sink += list.length + one.at;
      },
    };
  },
  cache(held) {
    const cache = new InMemoryCache();
    const query = gql`query Log { channel { id logs { id msgId text options at from { id kind name } } } }`;
    const logs = held.map(asNode);
    cache.writeQuery({ query, data: { channel: { __typename: 'Channel', id: 'c', logs } } });
    cache.watch({
      query,
      optimistic: true,
      callback: ({ result }) => {
        sink += Object.keys(result ?? {}).length;
      },
      immediate: true,
    });
    const fragment = gql`fragment Log on Message { id msgId text options at from { id kind name } }`;
    return {
      append(one) {
        const reference = cache.writeFragment({ fragment, data: asNode(one) });
        if (reference === undefined) throw new Error('Expected the cache to take the message.');
        cache.modify({
          id: 'Channel:c',
          fields: { logs: (existing: readonly Reference[]) => [...existing, reference] },
        });
      },
    };
  },
};

function asNode(one: MessageEntry) {
  return { ...one, __typename: 'Message', from: { ...one.from, __typename: 'User' } };
}

/** The mean time of an append in each batch, in µs. */
function sample(variant: Variant, n: number): readonly number[] {
  const { count, size } = BATCHES[variant];
  const held = Array.from({ length: n }, (_, i) => message(i));
  const batches = Array.from({ length: count }, (_, batch) =>
    Array.from({ length: size }, (_, i) => message(n + batch * size + i)),
  );
  const { append } = make[variant](held);
  globalThis.gc?.();
  return batches.map(batch => {
    const start = performance.now();
    for (const one of batch) append(one);
    return ((performance.now() - start) * 1_000) / size;
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function report(
  variant: string,
  n: number,
  value: number,
  unit: string,
  ratios: Record<string, number>,
): void {
  const ratio_to = Object.fromEntries(Object.entries(ratios).map(([name, ratio]) => [name, round(ratio)]));
  console.log(JSON.stringify({ bench: 'timeline-append', variant, n, value: round(value), unit, ratio_to }));
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

type Samples = { readonly variant: Variant; readonly n: number; readonly times: number[] };

function everySize(): Samples[] {
  const variants = ['conversation', 'array', 'cache'] as const;
  const all = SIZES.flatMap(n => variants.map(variant => ({ variant, n, times: [] })));
  return all.filter(({ variant, n }) => variant !== 'cache' || n <= LARGEST_IN_CACHE);
}

/**
 * The median batch of all rounds. All sizes and variants are taken in turn (A B C A B C), so that a slow
 * moment of the machine meets all of them; the first round warms up.
 */
function measure(): (variant: Variant, n: number) => number {
  const all = everySize();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { variant, n, times } of all) {
      const means = sample(variant, n);
      if (round > 0) times.push(...means);
    }
  }
  return (variant, n) => median(all.find(one => one.variant === variant && one.n === n)?.times ?? []);
}

type Hold = (messages: Iterable<MessageEntry>) => { readonly length: number };

/** Bytes of heap that `hold` keeps for each of n messages, the messages themselves included. */
function medianBytes(n: number, hold: Hold): number {
  return median(Array.from({ length: 3 }, () => bytesPerMessage(n, hold)));
}

function bytesPerMessage(n: number, hold: Hold): number {
  const before = heapInUse();
  kept = hold(generate(n));
  const bytes = (heapInUse() - before) / n;
  kept = null;
  return bytes;
}

function heapInUse(): number {
  for (let i = 0; i < 3; i += 1) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function* generate(n: number): Generator<MessageEntry> {
  for (let i = 0; i < n; i += 1) yield message(i);
}

function inConversation(messages: Iterable<MessageEntry>): Conversation {
  const conversation = new Conversation();
  for (const one of messages) conversation.append(one);
  return conversation;
}

const bare = medianBytes(100_000, messages => [...messages]);
const held = medianBytes(100_000, inConversation);
report('conversation memory', 100_000, held, 'bytes/message', { array: held / bare });
report('array memory', 100_000, bare, 'bytes/message', { array: 1 });

const timeOf = measure();
for (const n of SIZES) {
  const [conversation, array, cache] = [timeOf('conversation', n), timeOf('array', n), timeOf('cache', n)];
  const flatness = { 'conversation of 100': conversation / timeOf('conversation', 100) };
  const inCache = Number.isNaN(cache) ? {} : { 'apollo cache.modify': conversation / cache };
  report('conversation', n, conversation, 'us/append', {
    array: conversation / array,
    ...inCache,
    ...flatness,
  });
  report('array', n, array, 'us/append', { array: 1 });
  if (!Number.isNaN(cache)) report('apollo cache.modify', n, cache, 'us/append', { array: cache / array });
}

if (Number.isNaN(sink) || kept !== null)
  throw new Error('Expected the subscribers to have seen numbers and nothing to be kept.');
