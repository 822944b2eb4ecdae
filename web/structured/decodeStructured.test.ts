import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizes, structuredMessage } from '../testing/structuredMessages.ts';
import { decodeFile, decodeStructured, encodeFile } from './decodeStructured.ts';

describe('the decoder of structured messages', () => {
  it('reads every message that it wrote', () => {
    fc.assert(
      fc.property(
        fc.array(structuredMessage, { minLength: 1, maxLength: 3 }),
        fc.string(),
        (messages, name) => {
          const named = messages.map(message => ({ name, message }));
          expect(decodeFile(encodeFile(named))).toEqual({ ok: true, value: named });
        },
      ),
    );
  });

  it('says no to whatever else, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const decoded = decodeStructured(value);
        expect(decoded.ok || decoded.errors.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, unknown]>([
    ['a message alone', sizes],
    ['a list of messages', [sizes]],
    ['a message with a name', { name: 'sizes', message: sizes }],
    ['a list in `messages`', { messages: [{ name: 'sizes', message: sizes }] }],
  ])('reads a file that is %s', (_what, content) => {
    const decoded = decodeFile(JSON.stringify(content));
    expect(decoded.ok && decoded.value.map(({ message }) => message)).toEqual([sizes]);
  });

  it('leaves out what it does not know', () => {
    const decoded = decodeStructured({ ...sizes, colour: 'green' });
    expect(decoded).toEqual({ ok: true, value: sizes });
  });

  it('takes what may be missing for nothing', () => {
    expect(decodeStructured({ kind: 'panel', panel: { heading: 'Jacket' } })).toEqual({
      ok: true,
      value: {
        kind: 'panel',
        panel: { heading: 'Jacket', paragraph: null, imageUrl: null, link: null },
        buttons: [],
        fallback: null,
      },
    });
  });

  it.each<[unknown, string, string, string]>([
    [{ kind: 'poll' }, 'kind', 'kind', '“poll”'],
    [[], '', 'object', 'list'],
    [{ ...sizes, text: 7 }, 'text', 'text', 'number'],
    [{ ...sizes, replies: undefined }, 'replies', 'list', 'nothing'],
    [{ ...sizes, replies: [{ text: 'Small' }] }, 'replies[0].value', 'text', 'nothing'],
    [{ ...sizes, fallback: 'no' }, 'fallback', 'object', '“no”'],
    [
      { kind: 'carousel', panels: [{ panel: { heading: true } }] },
      'panels[0].panel.heading',
      'text',
      'boolean',
    ],
    [
      { kind: 'buttons', text: 'a', buttons: [{ text: 'b', value: 'c', opens: 'door' }] },
      'buttons[0].opens',
      'opens',
      '“door”',
    ],
    [{ kind: 'list', items: [4] }, 'items[0]', 'object', 'number'],
  ])('says of %j that at %j it expected %s and %s came', (value, path, expected, came) => {
    expect(decodeStructured(value)).toEqual({ ok: false, errors: [{ path, expected, came }] });
  });

  it('tells every error of a file at once, each with its place', () => {
    const text = JSON.stringify([
      { name: 4, message: sizes },
      { ...sizes, text: null, replies: {} },
    ]);
    const decoded = decodeFile(text);
    expect(!decoded.ok && decoded.errors.map(({ path }) => path)).toEqual([
      '[0].name',
      '[1].replies',
      '[1].text',
    ]);
  });

  it('says that a file is no JSON', () => {
    expect(decodeFile('{ kind:')).toEqual({
      ok: false,
      errors: [{ path: '', expected: 'json', came: 'text' }],
    });
  });
});
