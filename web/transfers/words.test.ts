import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellingWords } from './words.ts';

const of = (...texts: readonly string[]) => [...tellingWords(texts)];

describe('the words that tell what a chat is about', () => {
  it('are there once, in lower case, whatever stands around them', () => {
    expect(of('My REFUND: "refund"?', 'Refund!')).toEqual(['refund']);
  });

  it('leave out what is common in the languages of the dashboard', () => {
    expect(of('Hello, I need an invoice please')).toEqual(['invoice']);
    expect(of('Guten Morgen, ich habe eine Rechnung')).toEqual(['rechnung']);
    expect(of('Hola, necesito una factura por favor')).toEqual(['factura']);
    expect(of('שלום אני צריך חשבונית')).toEqual(['צריך', 'חשבונית']);
  });

  it('leave out numbers, addresses and links, which say who somebody is', () => {
    expect(of('Order A4711 of ada@example.com, see https://example.com/invoice')).toEqual(['order']);
  });

  it('leave out the names that are given', () => {
    expect([...tellingWords(['Lindqvist wants a refund'], ['Ada Lindqvist'])]).toEqual(['wants', 'refund']);
  });

  it('are letters alone, of 3 to 24, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        for (const word of tellingWords([text])) {
          expect(word).toMatch(/^\p{L}[\p{L}\p{M}]*$/u);
          expect(word.length).toBeGreaterThanOrEqual(3);
          expect(word.length).toBeLessThanOrEqual(24);
        }
      }),
    );
  });
});
