import { useState } from 'react';
import { type Slash, slashAt } from './slashAt.ts';

type SlashState = {
  /** What stands between `/` and the caret, while the answers are open. */
  readonly slash: Slash | null;
  /** The agent wrote: the answers open when the caret stands after a `/`. */
  readonly wrote: (field: HTMLTextAreaElement) => void;
  /** The caret moved: the answers follow it, or close. */
  readonly moved: (field: HTMLTextAreaElement) => void;
  /** Closes them; this `/` does not open them again. */
  readonly close: () => void;
  /** Closes them until the agent writes on. */
  readonly reset: () => void;
};

/** Whether the canned answers are open, and for what. */
export function useSlash(): SlashState {
  const [slash, setSlash] = useState<Slash | null>(null);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const look = (field: HTMLTextAreaElement) => {
    const found =
      field.selectionStart === field.selectionEnd ? slashAt(field.value, field.selectionEnd) : null;
    if (found === null) setClosedAt(null);
    return found;
  };
  return {
    slash: slash?.start === closedAt ? null : slash,
    wrote: field => setSlash(look(field)),
    moved: field => {
      if (slash !== null) setSlash(look(field));
    },
    close: () => setClosedAt(slash?.start ?? null),
    reset: () => {
      setSlash(null);
      setClosedAt(null);
    },
  };
}
