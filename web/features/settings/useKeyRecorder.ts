import { useEffect, useRef, useState } from 'react';
import { chordsOf, isCharacter, isModifier, pressOf } from '../../commands/keyChord.ts';
import { isApple } from '../../lib/platform.ts';

/** How long (ms) a second press is awaited after a character: `g`, then `o`. */
const PATIENCE = 1_000;

export type KeyRecorder = {
  /** What has been pressed so far, in writing. */
  readonly pressed: readonly string[];
};

/**
 * Takes the next press, or the next two, for itself while `isOn`, and tells them as a key (`mod+k`, `g o`). Escape and
 * Tab end it.
 */
export function useKeyRecorder(
  isOn: boolean,
  onKey: (key: string) => void,
  onCancel: () => void,
): KeyRecorder {
  const [pressed, setPressed] = useState<readonly string[]>([]);
  const latest = useRef({ onKey, onCancel });
  useEffect(() => {
    latest.current = { onKey, onCancel };
  });
  useEffect(() => {
    if (!isOn) return;
    const isMac = isApple();
    const chords: string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const finish = () => latest.current.onKey(chords.join(' '));
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Tab') return latest.current.onCancel();
      event.preventDefault();
      event.stopImmediatePropagation();
      const press = pressOf(event);
      if (event.key === 'Escape') return latest.current.onCancel();
      // A letter of another script is kept by its place on a Latin keyboard, where one can read it.
      const chord = chordsOf(press, isMac).at(-1);
      if (isModifier(press) || event.repeat || chord === undefined) return;
      clearTimeout(timer);
      chords.push(chord);
      setPressed([...chords]);
      if (chords.length > 1 || !isCharacter(chord)) return finish();
      timer = setTimeout(finish, PATIENCE);
    };
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      clearTimeout(timer);
      setPressed([]);
      removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [isOn]);
  return { pressed };
}
