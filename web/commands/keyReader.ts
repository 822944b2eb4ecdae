import type { Command } from './command.ts';
import type { Binding } from './keyMap.ts';

/** What a press comes to: a command to run, the beginning of a longer key, or nothing. */
export type Reading =
  | { readonly kind: 'run'; readonly command: Command }
  /** `meanwhile`: what the keys stand for if none follows in time. */
  | { readonly kind: 'wait'; readonly meanwhile: Command | null }
  | { readonly kind: 'none' };

/** Puts presses together to keys such as `g o`. The owner of the clock calls `forget` when the next one is too late. */
export class KeyReader {
  #begun: readonly string[] = [];

  /** What has been pressed of a longer key, such as `['g']`. */
  get begun(): readonly string[] {
    return this.#begun;
  }

  /**
   * Takes one press: the chords that it may stand for, best first (`chordsOf`). One that does not go on with what was
   * begun begins anew.
   */
  read(chords: readonly string[], bindings: readonly Binding[]): Reading {
    const begun = this.#begun;
    this.#begun = [];
    for (const before of begun.length === 0 ? [begun] : [begun, []]) {
      for (const chord of chords) {
        const reading = this.#match([...before, chord], bindings);
        if (reading.kind !== 'none') return reading;
      }
    }
    return { kind: 'none' };
  }

  forget(): void {
    this.#begun = [];
  }

  #match(pressed: readonly string[], bindings: readonly Binding[]): Reading {
    const fitting = bindings.filter(({ chords }) => pressed.every((chord, index) => chords[index] === chord));
    const whole = fitting.find(({ chords }) => chords.length === pressed.length)?.command ?? null;
    const isBeginning = fitting.some(({ chords }) => chords.length > pressed.length);
    if (isBeginning) this.#begun = pressed;
    if (isBeginning) return { kind: 'wait', meanwhile: whole };
    return whole === null ? { kind: 'none' } : { kind: 'run', command: whole };
  }
}
