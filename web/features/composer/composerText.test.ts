import { array, assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageText } from './messageText.ts';
import { tableText } from './pastedText.ts';
import { slashAt } from './slashAt.ts';
import { splitMessage } from './splitMessage.ts';

describe('what is sent of what was typed', () => {
  it.each([
    ['  Hello  ', 'Hello'],
    ['\n \n  if (a)\n    b();\n\n', '  if (a)\n    b();'],
    ['\tone\n\ttwo', '\tone\n\ttwo'],
    [' \n\t', ''],
  ])('of %j goes out %j', (typed, sent) => {
    expect(messageText(typed)).toBe(sent);
  });
});

describe('a slash', () => {
  it.each([
    ['/', 1, ''],
    ['/ref', 4, 'ref'],
    ['/ref', 2, 'r'],
    ['Hello /ref', 10, 'ref'],
    ['Hello\n/ref', 10, 'ref'],
    ['/שלום', 5, 'שלום'],
  ])('in %j before %i begins an answer named %j', (text, caret, query) => {
    expect(slashAt(text, caret)).toMatchObject({ query, end: caret });
  });

  it.each([
    ['and/or', 6],
    ['/ref fund', 9],
    ['/usr/bin', 8],
    ['https://', 8],
    ['no', 2],
    ['/ref', 0],
  ])('in %j before %i begins none', (text, caret) => {
    expect(slashAt(text, caret)).toBeNull();
  });
});

describe('a message that is too long', () => {
  it.each([
    ['one two three', 8, ['one two', 'three']],
    ['Yes. And no, I fear', 12, ['Yes. And no,', 'I fear']],
    ['A line here\nanother', 14, ['A line here', 'another']],
    ['short', 10, ['short']],
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['ab👩‍👩‍👧cd', 5, ['ab', '👩‍👩‍👧'.slice(0, 5), `${'👩‍👩‍👧'.slice(5)}cd`]],
    ['start here\n    code();\n    more();', 14, ['start here', '    code();', '    more();']],
  ])('of %j at %i becomes %j', (text, limit, pieces) => {
    expect(splitMessage(text, limit)).toEqual(pieces);
  });

  it('loses nothing but blanks, and no piece is over the limit or empty', () => {
    const text = string({ unit: constantFrom('a', 'é', ' ', '\n', '.', '😀', '👍🏽', '\t'), maxLength: 200 });
    assert(
      property(text, integer({ min: 2, max: 40 }), (whole, limit) => {
        const pieces = splitMessage(whole, limit);
        const bare = (some: string) => some.replaceAll(/\s+/gu, '');
        expect(bare(pieces.join(''))).toBe(bare(whole));
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(limit);
          expect(piece.trim()).not.toBe('');
          expect(() => encodeURIComponent(piece)).not.toThrow();
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a pasted table', () => {
  it.each([
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr></table>', 'a\tb\nc\t'],
    [
      '<html><head><style>td{color:red}</style></head><body><!--StartFragment--><TABLE border=0><TBODY>\n<TR>\n<TH>Item<TH>Price\n<TR><TD>Tea &amp; cake<TD>&euro;&#32;4&#x2C;50</TABLE><!--EndFragment--></body></html>',
      'Item\tPrice\nTea & cake\t&euro; 4,50',
    ],
    ['<table><tr><td><p>one</p><p>two<br>three</p></td></tr></table>', 'one two three'],
    ['<table><tr><td>&lt;b&gt;</td></tr></table>', '<b>'],
  ])('%s is %j', (html, text) => {
    expect(tableText(html)).toBe(text);
  });

  it.each(['<p>Hello</p>', 'text', '', '<p>Before</p><table><tr><td>a</td></tr></table>', '<table></table>'])(
    'is not in %j',
    html => {
      expect(tableText(html)).toBeNull();
    },
  );

  it('keeps every cell in its place', () => {
    const cell = string({ unit: constantFrom('a', '<', '>', '&', '"', 'ü', ' '), maxLength: 8 }).map(text =>
      text.replaceAll(/\s+/gu, ' ').trim(),
    );
    const toHtml = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    assert(
      property(array(array(cell, { minLength: 1 }), { minLength: 1 }), rows => {
        const body = rows.map(cells => `<tr>${cells.map(text => `<td>${toHtml(text)}</td>`).join('')}</tr>`);
        const text = tableText(`<meta charset="utf-8"><table><tbody>${body.join('\n')}</tbody></table>`);
        expect(text).toBe(rows.map(cells => cells.join('\t')).join('\n'));
      }),
    );
  });
});
