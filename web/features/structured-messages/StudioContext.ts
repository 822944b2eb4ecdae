import { createContext, useContext } from 'react';
import type { Problem } from './draftProblems.ts';
import type { StudioAction } from './studioActions.ts';
import type { StudioDraft } from './studioDraft.ts';

/** What the parts of the studio share. */
export type Studio = {
  readonly draft: StudioDraft;
  readonly dispatch: (action: StudioAction) => void;
  /** Takes a choice or panel out; it can be put back. `name` is what the agent is told it was. */
  readonly remove: (id: string, name: string) => void;
  /** What is wrong at a place, as far as it is to be told yet. */
  readonly problemsAt: (place: string) => readonly Problem[];
  /** How many things, that are to be told yet, keep it from being sent in the choices and panels with these ids. */
  readonly countIn: (ids: readonly string[]) => number;
  /** The agent has left the field there: what is missing may be told. */
  readonly touch: (place: string) => void;
  /** Says it to screen readers, once. */
  readonly announce: (text: string) => void;
  readonly createId: () => string;
};

export const StudioContext = createContext<Studio | null>(null);

/** The studio that this component is a part of. Throws outside of it. */
export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (studio === null) throw new Error('Expected the studio around this component.');
  return studio;
}
