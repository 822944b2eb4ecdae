import { useCallback, useMemo, useState } from 'react';
import { useDesk } from '../../session/DeskContext.ts';
import { isBlocking, type Problem, problemsOf } from './draftProblems.ts';
import type { Studio } from './StudioContext.ts';
import { type Removed, removable, type StudioAction, stepDraft } from './studioActions.ts';
import { isEmptyDraft, type StudioDraft, toMessage } from './studioDraft.ts';
import { forgetStudioDraft, keepStudioDraft } from './studioStore.ts';

/** What can be taken back, and what the agent is told of it. */
type Undoable =
  | { readonly kind: 'removed'; readonly name: string; readonly removed: Removed }
  | { readonly kind: 'replaced'; readonly before: StudioDraft };

export type StudioState = {
  readonly studio: Studio;
  /** What keeps the message from being sent. */
  readonly blocking: readonly Problem[];
  readonly undoable: Undoable | null;
  /** What screen readers say next. */
  readonly announcement: string;
  readonly undo: () => void;
  /** Puts another draft in the place of this one; can be taken back when something was written. */
  readonly replace: (draft: StudioDraft) => void;
  /** Puts the message into the outbox; false, and all problems shown, when it does not keep to the limits. */
  readonly send: () => boolean;
  /** Whether everything that is missing is shown. */
  readonly isChecked: boolean;
  /** Shows what is missing everywhere; says whether nothing keeps it from being sent. */
  readonly check: () => boolean;
};

/**
 * The draft of a visitor's structured message, kept with each change. It begins with `draft`; `before` is what that takes
 * the place of.
 */
export function useStudioState(
  visitorId: string,
  begin: () => { readonly draft: StudioDraft; readonly before: StudioDraft | null },
  createId: () => string,
): StudioState {
  const { drafts, outbox } = useDesk();
  const [initial] = useState(begin);
  const [draft, setDraft] = useState(initial.draft);
  const [undoable, setUndoable] = useState<Undoable | null>(() => replaced(initial.before));
  const [announcement, announce] = useState('');
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [showsAll, setShowsAll] = useState(false);
  const problems = useMemo(() => problemsOf(draft), [draft]);
  const blocking = useMemo(() => problems.filter(isBlocking), [problems]);

  const change = (next: StudioDraft) => {
    setDraft(next);
    keepStudioDraft(drafts, visitorId, next);
  };
  const dispatch = (action: StudioAction) => change(stepDraft(draft, action));
  const told = problems.filter(({ code, place }) => code !== 'missing' || showsAll || touched.has(place));
  const touch = useCallback(
    (place: string) => setTouched(known => (known.has(place) ? known : new Set(known).add(place))),
    [],
  );
  const check = () => {
    setShowsAll(true);
    return blocking.length === 0;
  };

  return {
    studio: {
      draft,
      dispatch,
      problemsAt: place => told.filter(problem => problem.place === place),
      countIn: ids => told.filter(problem => isBlocking(problem) && ids.includes(ownerOf(problem))).length,
      touch,
      announce,
      createId,
      remove: (id, name) => {
        const removed = removable(draft, id);
        if (removed === null) return;
        setUndoable({ kind: 'removed', name, removed });
        dispatch({ kind: 'remove', id });
      },
    },
    blocking,
    undoable,
    announcement,
    check,
    isChecked: showsAll,
    undo: () => {
      if (undoable === null) return;
      setUndoable(null);
      if (undoable.kind === 'replaced') change(undoable.before);
      else dispatch({ kind: 'putBack', removed: undoable.removed });
    },
    replace: next => {
      setUndoable(replaced(draft));
      setShowsAll(false);
      setTouched(new Set());
      change(next);
    },
    send: () => {
      if (!check()) return false;
      outbox.enqueueAct(visitorId, { kind: 'structured', message: toMessage(draft) });
      forgetStudioDraft(drafts, visitorId);
      return true;
    },
  };
}

/** Nothing is lost with an empty draft. */
function replaced(before: StudioDraft | null): Undoable | null {
  return before === null || isEmptyDraft(before) ? null : { kind: 'replaced', before };
}

function ownerOf({ place }: Problem): string {
  return place.split('.')[0] ?? '';
}
