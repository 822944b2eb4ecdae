import { Conversation } from '../../../web/timeline/conversation.ts';
import type { MessageEntry } from '../../../web/timeline/entries.ts';
import { apolloModify, apolloUpdateQuery } from './apolloHolders.ts';
import { tanstackQuery } from './tanstackHolder.ts';
import { urqlGraphcache } from './urqlHolder.ts';

/**
 * Takes one more message, and has shown it to a subscriber when it returns or resolves. The subscriber looks at the
 * newest message and calls `seen` with its id.
 */
export type Append = (message: MessageEntry) => void | Promise<void>;
export type Seen = (newestId: string) => void;

/** One way to hold a conversation. */
export interface Holder {
  readonly name: string;
  readonly hold: (held: readonly MessageEntry[], seen: Seen) => Append | Promise<Append>;
  /** More messages than this take it too long for a benchmark. */
  readonly most: number;
  /** How many appends are timed together, and how many such batches a round has, with `n` messages held. */
  readonly batches: (n: number) => { readonly size: number; readonly count: number };
}

/** Long enough for the clock, and short enough to be seldom interrupted. */
const many = () => ({ size: 50, count: 40 });
/** One at a time, and as many as there is time for: what is run seldom is compiled late. */
const few = (n: number) => ({ size: 1, count: n > 1_000 ? 3 : 20_000 / Math.max(n, 500) });

/** Ours first, then the limit, then the peers. */
export const holders: readonly Holder[] = [
  { name: 'conversation', hold: watchedConversation, most: Number.POSITIVE_INFINITY, batches: many },
  { name: 'bare array', hold: inArray, most: Number.POSITIVE_INFINITY, batches: many },
  { name: 'TanStack Query setQueryData', hold: tanstackQuery, most: 100_000, batches: few },
  { name: 'urql graphcache', hold: urqlGraphcache, most: 10_000, batches: few },
  { name: 'Apollo cache.modify', hold: apolloModify, most: 10_000, batches: few },
  { name: 'Apollo updateQuery', hold: apolloUpdateQuery, most: 10_000, batches: few },
];

/** These messages, as the dashboard holds them. */
export function inConversation(messages: readonly MessageEntry[]): Conversation {
  const conversation = new Conversation();
  for (const one of messages) conversation.append(one);
  return conversation;
}

/** With a subscriber as `useConversationVersion` is one. */
function watchedConversation(held: readonly MessageEntry[], seen: Seen): Append {
  const conversation = inConversation(held);
  conversation.subscribe(() => {
    const newest = conversation.at(conversation.getSnapshot().length - 1);
    if (newest !== undefined) seen(newest.id);
  });
  return one => void conversation.append(one);
}

function inArray(held: readonly MessageEntry[], seen: Seen): Append {
  const list = [...held];
  return one => {
    list.push(one);
    const newest = list[list.length - 1];
    if (newest !== undefined) seen(newest.id);
  };
}
