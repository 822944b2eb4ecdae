import type { MessageEntry, Speaker } from '../../../web/timeline/entries.ts';

/** The message of this number, each with objects and strings of its own: visitor and agent in turn. */
export function messageEntry(n: number): MessageEntry {
  return {
    kind: 'message',
    id: `m${n}`,
    msgId: `s${n}`,
    from: speaker(n),
    text: `Message ${n}`,
    options: [],
    at: n,
  };
}

/** `count` messages from this number on. */
export function messageEntries(from: number, count: number): MessageEntry[] {
  return Array.from({ length: count }, (_, i) => messageEntry(from + i));
}

function speaker(n: number): Speaker {
  return n % 2 === 0 ? { kind: 'visitor', id: 'v', name: 'Vera' } : { kind: 'agent', id: 'a', name: 'Ana' };
}
