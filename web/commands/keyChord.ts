/** A key press as far as chords go: the fields of a `KeyboardEvent`, and AltGr. */
export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly altGraph: boolean;
  /** True while an input method puts a character together. */
  readonly isComposing: boolean;
};

const modifiers: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'ScrollLock',
  'Fn',
  'FnLock',
  'Hyper',
  'Super',
  'Symbol',
  'OS',
]);

/** By their names in lower case, as agents and older browsers may write them. */
const namedKeys: ReadonlyMap<string, string> = new Map([
  ...[
    'Enter',
    'Escape',
    'Space',
    'Backspace',
    'Delete',
    'Insert',
    'Home',
    'End',
    'PageUp',
    'PageDown',
    'ArrowUp',
    'ArrowDown',
    'ArrowLeft',
    'ArrowRight',
  ].map(name => [name.toLowerCase(), name] as const),
  ...Array.from({ length: 24 }, (_, index) => [`f${index + 1}`, `F${index + 1}`] as const),
  ['esc', 'Escape'],
]);

const letter = /^\p{L}\p{M}*$/u;

/** What is to be known of a browser's event. */
export function pressOf(event: KeyboardEvent): KeyPress {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  return {
    key,
    code,
    ctrlKey,
    metaKey,
    altKey,
    shiftKey,
    altGraph: event.getModifierState('AltGraph'),
    isComposing: event.isComposing || key === 'Process',
  };
}

/** True for Shift, Ctrl and the like by themselves: they begin a chord and are none. */
export function isModifier({ key }: Pick<KeyPress, 'key'>): boolean {
  return modifiers.has(key);
}

/**
 * The chords that a press may stand for, best first; none when it can't be one.
 *
 * What the key writes comes first (`event.key`), so that `Z` is where the agent's keyboard has it. Where it writes no
 * Latin letter or no digit (Hebrew, Greek, the digits of a French keyboard), its place on the keyboard comes second.
 * Nothing with Alt, AltGr or Option is a chord, for that is how letters such as `ł` are written; nothing with the
 * Windows key (on Apple's: Ctrl), for that belongs to the system.
 *
 * Shift counts for letters and named keys alone: whether `/` needs it depends on the layout.
 */
export function chordsOf(press: KeyPress, isMac: boolean): readonly string[] {
  const isForeign = press.altKey || press.altGraph || (isMac ? press.ctrlKey : press.metaKey);
  if (isForeign || press.isComposing || press.key === 'Dead' || isModifier(press)) return [];
  const mod = isMac ? press.metaKey : press.ctrlKey;
  return [nameOf(press.key), byPlace(press)].flatMap(name =>
    name === null ? [] : [joinChord({ mod, shift: press.shiftKey, name })],
  );
}

/**
 * Reads keys as commands and settings write them: one chord (`t`, `?`, `mod+k`, `mod+shift+Enter`) or several, pressed
 * one after the other (`g o`). `mod` is Cmd on Apple's keyboards, Ctrl elsewhere. Returns the chords as `chordsOf` writes
 * them; null when the text is no such thing.
 */
export function parseKeys(text: string): readonly string[] | null {
  const steps = text.trim().split(/\s+/u).map(parseChord);
  return steps.every(step => step !== null) ? steps : null;
}

/** True when the chord is a character by itself, which speech and a slip of the hand can press (WCAG 2.1.4). */
export function isCharacter(chord: string): boolean {
  const { mod, name } = splitChord(chord);
  return !mod && !namedKeys.has(name.toLowerCase());
}

/** True when the chord holds Ctrl or Cmd, or is an F key: it means the same while the agent writes. */
export function worksWhileTyping(chord: string): boolean {
  const { mod, name } = splitChord(chord);
  return mod || /^F\d/u.test(name);
}

const symbols: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** The keys as they stand on a keyboard, a text for each chord: `Ctrl+K`, on Apple's `⌘K`; `g o` gives `G`, `O`. */
export function formatKeys(keys: string, isMac: boolean): readonly string[] {
  return (parseKeys(keys) ?? []).map(chord => {
    const { mod, shift, name } = splitChord(chord);
    const cap = symbols[name] ?? (letter.test(name) ? name.toUpperCase() : name);
    return isMac
      ? `${shift ? '⇧' : ''}${mod ? '⌘' : ''}${cap}`
      : `${mod ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${cap}`;
  });
}

type Chord = { readonly mod: boolean; readonly shift: boolean; readonly name: string };

function parseChord(text: string): string | null {
  const [, prefix = '', rest = ''] = /^((?:(?:mod|shift)\+)*)(.+)$/iu.exec(text) ?? [];
  const name = nameOf(rest);
  if (name === null) return null;
  return joinChord({ mod: /mod/iu.test(prefix), shift: /shift/iu.test(prefix), name });
}

function joinChord({ mod, shift, name }: Chord): string {
  const isShifted = shift && (namedKeys.has(name.toLowerCase()) || letter.test(name));
  return `${mod ? 'mod+' : ''}${isShifted ? 'shift+' : ''}${name}`;
}

function splitChord(chord: string): Chord {
  const mod = chord.startsWith('mod+');
  const rest = mod ? chord.slice(4) : chord;
  const shift = rest.startsWith('shift+');
  return { mod, shift, name: shift ? rest.slice(6) : rest };
}

/** The name of what a key writes or is called; null for dead keys and those that no chord is made of. */
function nameOf(key: string): string | null {
  if (key === ' ') return 'Space';
  const named = namedKeys.get(key.toLowerCase());
  if (named !== undefined) return named;
  if (!/^\S$/u.test(key)) return null;
  const lower = key.toLowerCase();
  // `İ` would become two characters.
  return /^\S$/u.test(lower) ? lower : key;
}

/** The Latin letter or digit of the key's place, where the key writes another; null where it is not needed. */
function byPlace({ key, code, shiftKey }: KeyPress): string | null {
  if (/^[a-z0-9]$/iu.test(key)) return null;
  const place = /^(?:Key([A-Z])|Digit([0-9]))$/u.exec(code);
  if (place === null) return null;
  const [, latin, digit] = place;
  // With Shift a digit's key writes a sign of its own, such as `/` in German; without, it is one of a digit's names.
  if (digit !== undefined) return shiftKey ? null : digit;
  return letter.test(key) && latin !== undefined ? latin.toLowerCase() : null;
}
