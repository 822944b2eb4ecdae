import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StructuredMessage } from '../outbox/structuredMessage.ts';
import { sizes, structuredMessage } from '../testing/structuredMessages.ts';
import { chosenIn, isChosen, offeredAnswers } from './offeredAnswers.ts';

const contact: StructuredMessage = {
  kind: 'buttons',
  text: 'How?',
  buttons: [
    { text: 'By email', opens: 'reply', value: 'Please write.' },
    { text: 'Hours', opens: 'link', value: 'https://example.com' },
    { text: 'By phone', opens: 'reply', value: 'Please call.' },
  ],
  fallback: null,
};

describe('what a message offers', () => {
  it('is what says something; links say nothing', () => {
    expect(offeredAnswers(contact).map(({ text }) => text)).toEqual(['By email', 'By phone']);
  });

  it('is found again whichever of it the visitor clicks, in every kind', () => {
    fc.assert(
      fc.property(structuredMessage, fc.nat(), (message, pick) => {
        const offered = offeredAnswers(message);
        const answer = offered[pick % Math.max(1, offered.length)];
        if (answer === undefined) return;
        expect(isChosen(answer, chosenIn(message, ['Hello', answer.value]))).toBe(true);
      }),
    );
  });
});

describe('what was chosen', () => {
  it('is the value of an answer, or the words on it as the fallback has them', () => {
    expect(chosenIn(sizes, ['Medium, please'])).toEqual(['Medium, please']);
    expect(chosenIn(sizes, [' Medium '])).toEqual(['Medium']);
    expect(chosenIn(sizes, ['Large', 'I don’t know'])).toEqual([]);
  });

  it('is the first of quick replies, which then go, and all of buttons, which stay', () => {
    expect(chosenIn(sizes, ['Small', 'Medium'])).toEqual(['Small']);
    expect(chosenIn(contact, ['Please call.', 'Please write.', 'Please call.'])).toEqual([
      'Please call.',
      'Please write.',
    ]);
  });
});
