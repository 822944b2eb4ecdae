import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chordsOf,
  formatKeys,
  isCharacter,
  isModifier,
  type KeyPress,
  parseKeys,
  pressOf,
  worksWhileTyping,
} from './keyChord.ts';

const free: KeyPress = {
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  altGraph: false,
  isComposing: false,
};

function press(key: string, code: string, held: Partial<KeyPress> = {}): KeyPress {
  return { ...free, key, code, ...held };
}

const shift = { shiftKey: true };
const ctrl = { ctrlKey: true };
/** As Windows reports AltGr, and as Linux does. */
const altGrOnWindows = { ctrlKey: true, altKey: true, altGraph: true };
const altGrOnLinux = { altGraph: true };

describe('the chords of a press', () => {
  it.each<[layout: string, what: string, press: KeyPress, chords: readonly string[]]>([
    ['US', 'T', press('t', 'KeyT'), ['t']],
    ['US', 'T with Caps Lock', press('T', 'KeyT'), ['t']],
    ['US', 'Shift+T', press('T', 'KeyT', shift), ['shift+t']],
    ['US', '?', press('?', 'Slash', shift), ['?']],
    ['US', '/', press('/', 'Slash'), ['/']],
    ['US', '3', press('3', 'Digit3'), ['3']],
    ['US', '3 of the number pad', press('3', 'Numpad3'), ['3']],
    ['US', '#', press('#', 'Digit3', shift), ['#']],
    ['US', 'Ctrl+K', press('k', 'KeyK', ctrl), ['mod+k']],
    ['US', 'Ctrl+Shift+Enter', press('Enter', 'Enter', { ...ctrl, ...shift }), ['mod+shift+Enter']],
    ['US', 'Space', press(' ', 'Space'), ['Space']],
    ['US', 'Escape', press('Escape', 'Escape'), ['Escape']],
    ['US', 'Alt+T', press('t', 'KeyT', { altKey: true }), []],
    ['US', 'Windows key and T', press('t', 'KeyT', { metaKey: true }), []],
    ['US', 'Ctrl alone', press('Control', 'ControlLeft', ctrl), []],
    ['Dvorak', 'T, where US has K', press('t', 'KeyK'), ['t']],
    ['Dvorak', 'comma, where US has W', press(',', 'KeyW'), [',']],
    ['Polish', 'ł: AltGr+L on Windows', press('ł', 'KeyL', altGrOnWindows), []],
    ['Polish', 'ł: AltGr+L on Linux', press('ł', 'KeyL', altGrOnLinux), []],
    ['Polish', 'ń: AltGr+N on Linux', press('ń', 'KeyN', altGrOnLinux), []],
    ['Polish', 'ż: AltGr+Z on Windows', press('ż', 'KeyZ', altGrOnWindows), []],
    ['Polish', 'AltGr by itself', press('AltGraph', 'AltRight', altGrOnLinux), []],
    ['Polish', 'Z', press('z', 'KeyZ'), ['z']],
    ['German', 'Z, where US has Y', press('z', 'KeyY'), ['z']],
    ['German', 'Y, where US has Z', press('y', 'KeyZ'), ['y']],
    ['German', '? is Shift+ß', press('?', 'Minus', shift), ['?']],
    ['German', '/ is Shift+7, and not 7', press('/', 'Digit7', shift), ['/']],
    ['German', 'ö', press('ö', 'Semicolon'), ['ö']],
    ['German', '@ is AltGr+Q', press('@', 'KeyQ', altGrOnWindows), []],
    ['German', '^, a dead key', press('Dead', 'Backquote'), []],
    ['German', 'Ctrl+Z, where US has Y', press('z', 'KeyY', ctrl), ['mod+z']],
    ['French', 'the key of 1', press('&', 'Digit1'), ['&', '1']],
    ['French', 'the key of 2', press('é', 'Digit2'), ['é', '2']],
    ['French', '1 is Shift and its key', press('1', 'Digit1', shift), ['1']],
    ['French', 'A, where US has Q', press('a', 'KeyQ'), ['a']],
    ['French', 'comma, where US has M', press(',', 'KeyM'), [',']],
    ['French', '? is Shift and comma', press('?', 'KeyM', shift), ['?']],
    ['French', '/ is Shift and :', press('/', 'Period', shift), ['/']],
    ['Hebrew', 'the key of T', press('א', 'KeyT'), ['א', 't']],
    ['Hebrew', 'the key of Z', press('ז', 'KeyZ'), ['ז', 'z']],
    ['Hebrew', '/, where US has Q', press('/', 'KeyQ'), ['/']],
    ['Hebrew', '?', press('?', 'Slash', shift), ['?']],
    ['Hebrew', '3', press('3', 'Digit3'), ['3']],
    ['Hebrew', 'Ctrl and the key of K', press('ל', 'KeyK', ctrl), ['mod+ל', 'mod+k']],
    ['Hebrew', 'Shift and the key of T', press('T', 'KeyT', shift), ['shift+t']],
    ['Greek', 'the key of T', press('τ', 'KeyT'), ['τ', 't']],
    ['Russian', 'Ctrl and the key of K', press('л', 'KeyK', ctrl), ['mod+л', 'mod+k']],
    ['Turkish', 'ı, where US has I', press('ı', 'KeyI'), ['ı', 'i']],
    ['Turkish', 'İ with Caps Lock', press('İ', 'Quote'), ['İ']],
    ['Czech', 'the key of 2', press('ě', 'Digit2'), ['ě', '2']],
    ['Japanese', 'T while a word is put together', press('Process', 'KeyT'), []],
    ['Japanese', 'T, composing', press('t', 'KeyT', { isComposing: true }), []],
  ])('%s: %s', (_layout, _what, pressed, chords) => {
    expect(chordsOf(pressed, false)).toEqual(chords);
  });

  it.each<[what: string, press: KeyPress, chords: readonly string[]]>([
    ['Cmd+K', press('k', 'KeyK', { metaKey: true }), ['mod+k']],
    ['Ctrl+K, which moves in a text', press('k', 'KeyK', ctrl), []],
    ['Option+L writes a letter', press('ł', 'KeyL', { altKey: true }), []],
    ['T', press('t', 'KeyT'), ['t']],
  ])('on a Mac: %s', (_what, pressed, chords) => {
    expect(chordsOf(pressed, true)).toEqual(chords);
  });

  it('has nothing for Alt, Option, AltGr or the Windows key, whatever they are pressed with', () => {
    const foreign = fc.constantFrom<Partial<KeyPress>>(
      { altKey: true },
      { altGraph: true },
      { altKey: true, ctrlKey: true },
      { metaKey: true },
      { metaKey: true, shiftKey: true },
    );
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 2 }),
        fc.constantFrom('KeyT', 'Digit1', 'Slash'),
        foreign,
        (key, code, held) => {
          expect(chordsOf(press(key, code, held), false)).toEqual([]);
        },
      ),
    );
  });

  it('are always such as settings can keep and read again', () => {
    const any = fc.record({
      key: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 2 }),
        fc.constantFrom('Enter', ' ', '+', 'F5', 'ArrowUp'),
      ),
      code: fc.constantFrom('KeyT', 'Digit1', 'Slash', 'Space', ''),
      ctrlKey: fc.boolean(),
      shiftKey: fc.boolean(),
    });
    fc.assert(
      fc.property(any, part => {
        for (const chord of chordsOf({ ...free, ...part }, false)) {
          expect(parseKeys(chord)).toEqual([chord]);
          expect(formatKeys(chord, false)).toHaveLength(1);
        }
      }),
    );
  });
});

describe('keys in writing', () => {
  it.each([
    ['t', ['t']],
    ['T', ['t']],
    ['g o', ['g', 'o']],
    [' g   O ', ['g', 'o']],
    ['mod+K', ['mod+k']],
    ['shift+mod+enter', ['mod+shift+Enter']],
    ['mod++', ['mod++']],
    ['+', ['+']],
    ['esc', ['Escape']],
    ['shift+?', ['?']],
    ['shift+t', ['shift+t']],
    ['f2', ['F2']],
    ['', null],
    ['mod+', null],
    ['alt+t', null],
    ['hello', null],
    ['g hello', null],
  ])('%j is read', (text, chords) => {
    expect(parseKeys(text)).toEqual(chords);
  });

  it.each([
    ['mod+k', ['Ctrl+K'], ['⌘K']],
    ['mod+shift+Enter', ['Ctrl+Shift+Enter'], ['⇧⌘Enter']],
    ['g o', ['G', 'O'], ['G', 'O']],
    ['Escape', ['Esc'], ['Esc']],
    ['?', ['?'], ['?']],
    ['nonsense', [], []],
  ])('%j is shown as it stands on the keyboard', (keys, elsewhere, onMac) => {
    expect(formatKeys(keys, false)).toEqual(elsewhere);
    expect(formatKeys(keys, true)).toEqual(onMac);
  });

  it('tells what a slip of the hand may press, and what works in a text', () => {
    expect(['t', '?', '3', 'shift+t', 'Space', 'mod+k', 'Escape', 'F2'].map(isCharacter)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(['t', 'Escape', 'mod+k', 'F2'].map(worksWhileTyping)).toEqual([false, false, true, true]);
  });
});

describe('a browser’s event', () => {
  it('tells of AltGr and of composing', () => {
    const altGr = new KeyboardEvent('keydown', { key: 'ł', code: 'KeyL', modifierAltGraph: true });
    expect(pressOf(altGr)).toEqual({ ...free, key: 'ł', code: 'KeyL', altGraph: true });
    expect(pressOf(new KeyboardEvent('keydown', { key: 'Process' })).isComposing).toBe(true);
    expect(isModifier({ key: 'AltGraph' })).toBe(true);
    expect(isModifier({ key: 'a' })).toBe(false);
  });
});
