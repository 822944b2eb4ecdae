import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { structuredMessage } from '../../testing/structuredMessages.ts';
import { removable, stepDraft } from './studioActions.ts';
import { fromMessage, type StudioDraft } from './studioDraft.ts';

const draft: fc.Arbitrary<StudioDraft> = structuredMessage.map(message => {
  let last = 0;
  return fromMessage(message, () => {
    last += 1;
    return `id-${last}`;
  });
});

/** A draft and the id of one of its parts. */
const draftAndPart = draft
  .map(each => ({ each, ids: partsOf(each) }))
  .filter(({ ids }) => ids.length > 0)
  .chain(({ each, ids }) => fc.record({ before: fc.constant(each), id: fc.constantFrom(...ids) }));

function partsOf({ choices, panels }: StudioDraft): readonly string[] {
  return [...choices, ...panels, ...panels.flatMap(panel => panel.choices)].map(({ id }) => id);
}

describe('a part of a draft', () => {
  it('is back where it was when its removal is undone', () => {
    fc.assert(
      fc.property(draftAndPart, ({ before, id }) => {
        const removed = removable(before, id);
        const without = stepDraft(before, { kind: 'remove', id });
        expect(partsOf(without)).not.toContain(id);
        if (removed === null) throw new Error('Expected what is there to be removable.');
        expect(stepDraft(without, { kind: 'putBack', removed })).toEqual(before);
      }),
    );
  });

  it('is moved without anything getting lost, wherever it is sent', () => {
    fc.assert(
      fc.property(draftAndPart, fc.integer({ min: -3, max: 9 }), ({ before, id }, to) => {
        const moved = stepDraft(before, { kind: 'move', id, to });
        expect(partsOf(moved).toSorted()).toEqual(partsOf(before).toSorted());
      }),
    );
  });

  it('stands at the place it was moved to', () => {
    const before = fromMessage(
      {
        kind: 'quickReplies',
        text: 'Which?',
        replies: ['a', 'b', 'c'].map(text => ({ text, value: text })),
        fallback: null,
      },
      (() => {
        let last = 0;
        return () => {
          last += 1;
          return `id-${last}`;
        };
      })(),
    );
    const [, , last] = before.choices;
    const moved = stepDraft(before, { kind: 'move', id: last?.id ?? '', to: 1 });
    expect(moved.choices.map(({ text }) => text)).toEqual(['a', 'c', 'b']);
  });

  it('has its twin beside it when it is duplicated, with ids of its own', () => {
    fc.assert(
      fc.property(draftAndPart, ({ before, id }) => {
        let last = 0;
        const createId = () => {
          last += 1;
          return `twin-${last}`;
        };
        const after = stepDraft(before, { kind: 'duplicate', id, createId });
        const parts = partsOf(after);
        expect(new Set(parts).size).toBe(parts.length);
        expect(parts.length).toBeGreaterThan(partsOf(before).length);
      }),
    );
  });

  it('that is not there changes nothing', () => {
    fc.assert(
      fc.property(draft, before => {
        expect(stepDraft(before, { kind: 'remove', id: 'nobody' })).toEqual(before);
        expect(stepDraft(before, { kind: 'move', id: 'nobody', to: 0 })).toEqual(before);
        expect(removable(before, 'nobody')).toBeNull();
      }),
    );
  });
});
