import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageButton, StructuredMessage } from '../../outbox/structuredMessage.ts';
import { sizes, structuredMessage } from '../../testing/structuredMessages.ts';
import { isBlocking, type Problem, problemsOf } from './draftProblems.ts';
import { fromMessage, type StudioDraft, toMessage } from './studioDraft.ts';

function draftOf(message: StructuredMessage): StudioDraft {
  let last = 0;
  return fromMessage(message, () => {
    last += 1;
    return `id-${last}`;
  });
}

function blocking(message: StructuredMessage): readonly Problem[] {
  return problemsOf(draftOf(message)).filter(isBlocking);
}

function codes(message: StructuredMessage): readonly string[] {
  return problemsOf(draftOf(message)).map(({ code }) => code);
}

const panel = { heading: 'Jacket', paragraph: 'In stock', imageUrl: null, link: null };
const yes: MessageButton = { text: 'Yes', opens: 'reply', value: 'Yes' };
const times = <T>(count: number, item: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => item(index));

/** Each kind with so many of what it counts, otherwise without fault. */
const counted: Readonly<Record<string, (count: number) => StructuredMessage>> = {
  'quick replies': count => ({
    ...sizes,
    kind: 'quickReplies',
    text: 'Which?',
    replies: times(count, index => ({ text: `R${index}`, value: `R${index}` })),
  }),
  buttons: count => ({ kind: 'buttons', text: 'Which?', buttons: times(count, distinct), fallback: null }),
  'buttons of a panel': count => ({ kind: 'panel', panel, buttons: times(count, distinct), fallback: null }),
  panels: count => ({
    kind: 'carousel',
    panels: times(count, () => ({ panel, buttons: [] })),
    fallback: null,
  }),
  items: count => ({ kind: 'list', items: times(count, () => panel), buttons: [], fallback: null }),
  'buttons of a list': count => ({
    kind: 'list',
    items: [panel, panel],
    buttons: times(count, distinct),
    fallback: null,
  }),
};

function distinct(index: number): MessageButton {
  return { text: `B${index}`, opens: 'reply', value: `B${index}` };
}

describe('Zendesk’s limits', () => {
  it.each([
    ['quick replies', 1, 11],
    ['buttons', 1, 3],
    ['buttons of a panel', 0, 3],
    ['panels', 2, 10],
    ['items', 2, 4],
    ['buttons of a list', 0, 1],
  ])('of %s are %i and %i', (what, least, most) => {
    const count = counted[what];
    if (count === undefined) throw new Error(`Nothing counts ${what}.`);
    expect(blocking(count(least))).toEqual([]);
    expect(blocking(count(most))).toEqual([]);
    expect(blocking(count(most + 1))).toMatchObject([{ code: 'tooMany', limit: most }]);
    if (least > 0) expect(blocking(count(least - 1))).toMatchObject([{ code: 'tooFew', limit: least }]);
  });

  it.each<[string, number, (text: string) => StructuredMessage]>([
    [
      'a heading',
      100,
      heading => ({ kind: 'panel', panel: { ...panel, heading }, buttons: [], fallback: null }),
    ],
    [
      'a text',
      150,
      paragraph => ({ kind: 'panel', panel: { ...panel, paragraph }, buttons: [], fallback: null }),
    ],
    ['a button', 20, text => ({ kind: 'buttons', text: 'a', buttons: [{ ...yes, text }], fallback: null })],
  ])('of %s are %i characters, an emoji one of them', (_what, most, build) => {
    expect(blocking(build(`${'a'.repeat(most - 1)}🎉`))).toEqual([]);
    expect(blocking(build('a'.repeat(most + 1)))).toMatchObject([{ code: 'tooLong', most }]);
  });

  it('are kept by every message that nothing is said against', () => {
    fc.assert(
      fc.property(structuredMessage, message => {
        if (blocking(message).length > 0) return;
        expect(breaksALimit(toMessage(draftOf(message)))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** The limits once more, in other words. */
function breaksALimit(message: StructuredMessage): boolean {
  const outside = (count: number, least: number, most: number) => count < least || count > most;
  switch (message.kind) {
    case 'quickReplies':
      return message.text === '' || outside(message.replies.length, 1, 11);
    case 'buttons':
      return message.text === '' || outside(message.buttons.length, 1, 3);
    case 'panel':
      return message.panel.heading === '' || outside(message.buttons.length, 0, 3);
    case 'carousel':
      return (
        outside(message.panels.length, 2, 10) ||
        message.panels.some(({ buttons }) => outside(buttons.length, 0, 3))
      );
    case 'list':
      return (
        outside(message.items.length, 2, 4) ||
        outside(message.buttons.length, 0, 1) ||
        message.items.some(({ paragraph }) => paragraph === null)
      );
  }
}

describe('what else is told', () => {
  it.each([
    ['http://example.com/a.png', ['pictureNotHttps']],
    ['a.png', ['pictureNotHttps']],
    ['data:image/png;base64,AAAA', ['pictureNotHttps']],
    ['https://example.com/a.svg', ['pictureKind']],
    ['https://example.com/a.webp?w=3', ['pictureKind']],
    ['https://example.com/a.PNG', []],
    ['https://example.com/picture/4711', []],
    [`https://example.com/${'a'.repeat(2_000)}`, ['tooLong']],
  ])('of the picture %s is %j', (imageUrl, expected) => {
    expect(codes({ kind: 'panel', panel: { ...panel, imageUrl }, buttons: [], fallback: null })).toEqual(
      expected,
    );
  });

  it.each([
    ['javascript:alert(1)', ['noAddress']],
    ['example.com', ['noAddress']],
    ['', ['missing']],
    ['http://example.com', []],
    ['https://example.com/?a=b', []],
  ])('of a button that opens %j is %j', (value, expected) => {
    const button: MessageButton = { text: 'More', opens: 'link', value };
    expect(codes({ kind: 'buttons', text: 'a', buttons: [button], fallback: null })).toEqual(expected);
  });

  it('is advice alone where Zendesk takes it all the same', () => {
    const replies = ['Small', 'small', 'S/M', 'A reply that is longer than a phone is wide'];
    const message: StructuredMessage = {
      kind: 'quickReplies',
      text: 'Which?',
      replies: replies.map(text => ({ text, value: text })),
      fallback: null,
    };
    expect(codes(message)).toEqual(['slash', 'longReply', 'twice']);
    expect(blocking(message)).toEqual([]);
  });

  it('is each part that is missing, at its place', () => {
    const draft = draftOf({
      kind: 'list',
      items: [{ ...panel, paragraph: null }, panel],
      buttons: [],
      fallback: null,
    });
    const [first] = draft.panels;
    expect(problemsOf(draft)).toEqual([
      { code: 'missing', place: `${first?.id}.paragraph`, weight: 'problem' },
    ]);
  });

  it('is a fallback by hand that says nothing', () => {
    expect(codes({ ...sizes, fallback: { text: ' ', options: ['Small'] } })).toEqual(['missing']);
  });
});
