import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarioNamed } from '../scenarios/scenarios.ts';
import { fairShare, forgetOldEntries } from './forgetting.ts';
import { foundWorld } from './founding.ts';
import { channelsOf, visitorsOf, type World } from './model.ts';
import { visitorArrives, visitorWrites } from './visitorTransitions.ts';

const AT = 1_700_000_000_000;

/** A world with one chat for each number, of as many messages. */
function worldWithChats(...lengths: readonly number[]): World {
  return lengths.reduce(
    (world, length) => {
      const { world: arrived, visitor } = visitorArrives(world, {});
      return Array.from({ length }).reduce<World>(
        (now, _each, n) => visitorWrites(now, visitor.id, `line ${n + 1}`, AT).world,
        arrived,
      );
    },
    foundWorld(scenarioNamed('quiet'), 1, { at: AT }),
  );
}

describe('forgetting', () => {
  it('takes the oldest of the longest chats, and nothing of short ones', () => {
    const world = forgetOldEntries(worldWithChats(3, 40, 60), 40);
    const lengths = channelsOf(world).map(channel => channel.logs.length);
    // The join log is an entry too.
    expect(lengths).toEqual([4, 18, 18]);
    const [, , longest] = channelsOf(world);
    expect(longest?.logs.at(-1)).toMatchObject({ content: 'line 60' });
    expect(longest?.logs.at(0)).toMatchObject({ content: 'line 43' });
    expect(visitorsOf(world).map(visitor => visitor.transcript.length)).toEqual([3, 18, 18]);
  });

  it('leaves a world alone that holds no more than is kept', () => {
    const world = worldWithChats(3, 5);
    expect(forgetOldEntries(world, 100).channels).toBe(world.channels);
  });

  it('shares fairly: nobody keeps more than the share, and together they keep no more than the total', () => {
    assert(
      property(
        array(integer({ min: 0, max: 500 }), { minLength: 1 }),
        integer({ min: 1, max: 2000 }),
        (lengths, total) => {
          const share = fairShare(lengths, total);
          const sum = lengths.reduce((all, length) => all + Math.min(length, share), 0);
          expect(sum).toBeLessThanOrEqual(Math.max(total, lengths.length));
          if (share === Number.POSITIVE_INFINITY) return;
          const more = lengths.reduce((all, length) => all + Math.min(length, share + 1), 0);
          expect(more).toBeGreaterThan(total);
        },
      ),
    );
  });
});
