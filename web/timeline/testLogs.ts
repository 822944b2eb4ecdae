import fc from 'fast-check';
import type { TimelineEntry } from './entries.ts';
import { agent, joined, message, visitor } from './testEntries.ts';

export type LogDraws = {
  /** Each as often as it stands here. */
  readonly kinds: readonly ('agent' | 'joined' | 'visitor')[];
  /** From an entry to the next; each as often as it stands here. */
  readonly waits: readonly number[];
  readonly most: number;
};

/** The server's log: times never fall and often tie; joins, which have none, were given that of what is beside them. */
export function serverLogs({ kinds, waits, most }: LogDraws): fc.Arbitrary<TimelineEntry[]> {
  const draw = fc.record({ kind: fc.constantFrom(...kinds), wait: fc.constantFrom(...waits) });
  return fc.array(draw, { minLength: 1, maxLength: most }).map(draws => {
    let now = 0;
    return draws.map(({ kind, wait }, i): TimelineEntry => {
      now += wait;
      if (kind === 'joined') return joined(`e${i}`, now);
      return message(`e${i}`, now, kind === 'agent' ? agent : visitor);
    });
  });
}
