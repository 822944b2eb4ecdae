import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkParts } from './linkParts.ts';

const links = (text: string) => linkParts(text).flatMap(({ href }) => href ?? []);

describe('links in a text', () => {
  it('cuts it into words and links', () => {
    expect(linkParts('See https://example.com/a?b=1 or write to mailto:x@example.com now')).toEqual([
      { text: 'See ', href: null, start: 0 },
      { text: 'https://example.com/a?b=1', href: 'https://example.com/a?b=1', start: 4 },
      { text: ' or write to ', href: null, start: 29 },
      { text: 'mailto:x@example.com', href: 'mailto:x@example.com', start: 42 },
      { text: ' now', href: null, start: 62 },
    ]);
  });

  it.each([
    ['(https://example.com).', ['https://example.com']],
    ['“http://example.com/a!”', ['http://example.com/a']],
    ['<https://example.com>', ['https://example.com']],
    ['HTTPS://EXAMPLE.COM', ['HTTPS://EXAMPLE.COM']],
    ['https://a.example\nhttps://b.example', ['https://a.example', 'https://b.example']],
  ])('leaves what only stands around a link out of it: %j', (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  it.each([
    '',
    'no link',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.com',
    'example.com',
    'https://',
    'https://...',
    'mailto:...',
  ])('finds none in %j', text => {
    expect(linkParts(text)).toEqual([{ text, href: null, start: 0 }]);
  });
});

const piece = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'https://',
    'http://',
    'mailto:',
    'javascript:',
    'JavaScript:',
    'data:',
    'x@y.example',
    '://',
  ),
  fc.constantFrom(' ', '\n', '.', ')', '"', '<', '>', '[', ']', '\u0000', '\u202E', '😀'),
  fc.string({ unit: 'binary' }),
);
const anyText = fc.array(piece).map(pieces => pieces.join(''));

describe('whatever the text', () => {
  it('is there again when the parts are joined, each where it says', () => {
    fc.assert(
      fc.property(anyText, text => {
        const parts = linkParts(text);
        expect(parts.map(part => part.text).join('')).toBe(text);
        for (const part of parts) expect(text.startsWith(part.text, part.start)).toBe(true);
      }),
    );
  });

  it('only http, https and mailto can be followed, to what is written there', () => {
    fc.assert(
      fc.property(anyText, text => {
        for (const { text: shown, href } of linkParts(text)) {
          if (href === null) continue;
          expect(new URL(href).protocol).toMatch(/^(?:https?|mailto):$/u);
          expect(href).toBe(shown);
        }
      }),
    );
  });
});
