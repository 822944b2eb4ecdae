import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StructuredMessage } from '../../outbox/structuredMessage.ts';
import { structuredMessage } from '../../testing/structuredMessages.ts';
import { stepDraft } from './studioActions.ts';
import { emptyDraft, fallbackOf, fromMessage, isEmptyDraft, studioKinds, toMessage } from './studioDraft.ts';

function ids() {
  let last = 0;
  return () => {
    last += 1;
    return `id-${last}`;
  };
}

const carousel: StructuredMessage = {
  kind: 'carousel',
  panels: ['One', 'Two'].map(heading => ({
    panel: { heading, paragraph: 'In stock', imageUrl: null, link: `https://example.com/${heading}` },
    buttons: [
      { text: 'This one', opens: 'reply', value: `I take ${heading}` },
      { text: 'More', opens: 'link', value: 'https://example.com' },
    ],
  })),
  fallback: null,
};

describe('a draft', () => {
  it('gives the message it was made from, with a fallback if that had none', () => {
    fc.assert(
      fc.property(structuredMessage, message => {
        const again = toMessage(fromMessage(message, ids()));
        expect(again).toEqual({ ...message, fallback: message.fallback ?? fallbackOf(message) });
      }),
    );
  });

  it('keeps what was written through every change of kind', () => {
    fc.assert(
      fc.property(structuredMessage, fc.constantFrom(...studioKinds), (message, to) => {
        const draft = fromMessage(message, ids());
        const there = stepDraft(draft, { kind: 'setKind', to });
        expect(stepDraft(there, { kind: 'setKind', to: message.kind })).toEqual(draft);
      }),
    );
  });

  it('is empty at first, in every kind, and no more when anything is written', () => {
    for (const kind of studioKinds) expect(isEmptyDraft(emptyDraft(kind, ids()))).toBe(true);
    const draft = emptyDraft('panel', ids());
    const [panel] = draft.panels;
    const link = { kind: 'changePanel', id: panel?.id ?? '', part: { link: 'x' } } as const;
    expect(isEmptyDraft(stepDraft(draft, link))).toBe(false);
  });

  it('lets a reply say its own words when nothing else is written, and drops what would break the lines', () => {
    const draft = emptyDraft('quickReplies', ids());
    const [first] = draft.choices;
    const part = { text: ' Yes,\nplease ' };
    const written = stepDraft(draft, { kind: 'changeChoice', id: first?.id ?? '', part });
    expect(toMessage(written)).toMatchObject({
      replies: [{ text: 'Yes, please', value: 'Yes, please' }, {}],
    });
  });

  it('leaves out the buttons of a list that nothing was written on', () => {
    expect(toMessage(emptyDraft('list', ids()))).toMatchObject({ buttons: [] });
  });
});

describe('the fallback that is made from a message', () => {
  it('says all of it in lines, links with their address, and offers each answer once', () => {
    expect(fallbackOf(carousel)).toEqual({
      text: [
        'One: In stock https://example.com/One',
        'Two: In stock https://example.com/Two',
        'More: https://example.com',
        'More: https://example.com',
      ].join('\n'),
      options: ['This one'],
    });
  });

  it('follows the message until it is written by hand', () => {
    const draft = fromMessage({ ...carousel, fallback: fallbackOf(carousel) }, ids());
    expect(draft.fallback).toBeNull();
    const own = { text: 'By hand', options: [] };
    const written = stepDraft(draft, { kind: 'setFallback', fallback: own });
    expect(toMessage(written).fallback).toEqual(own);
  });
});
