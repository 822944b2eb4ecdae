import type { MessageFallback } from '../../outbox/structuredMessage.ts';
import {
  type CreateId,
  type DraftChoice,
  type DraftPanel,
  emptyChoice,
  emptyPanel,
  type StudioDraft,
  type StudioKind,
} from './studioDraft.ts';

/** Where choices stand: beside the panels, or on the panel with this id. */
export type ChoiceHome = 'message' | { readonly panelId: string };

export type StudioAction =
  | { readonly kind: 'setKind'; readonly to: StudioKind }
  | { readonly kind: 'setText'; readonly text: string }
  | { readonly kind: 'setFallback'; readonly fallback: MessageFallback | null }
  | { readonly kind: 'addChoice' | 'addPanel'; readonly id: string; readonly home: ChoiceHome }
  | { readonly kind: 'changeChoice'; readonly id: string; readonly part: Partial<Omit<DraftChoice, 'id'>> }
  | {
      readonly kind: 'changePanel';
      readonly id: string;
      readonly part: Partial<Omit<DraftPanel, 'id' | 'choices'>>;
    }
  | { readonly kind: 'duplicate'; readonly id: string; readonly createId: CreateId }
  | { readonly kind: 'remove'; readonly id: string }
  /** To this place among its like, counted from 0; beyond the ends is at the ends. */
  | { readonly kind: 'move'; readonly id: string; readonly to: number }
  | { readonly kind: 'putBack'; readonly removed: Removed };

/** What was taken out, and where it stood. */
export type Removed =
  | {
      readonly kind: 'choice';
      readonly choice: DraftChoice;
      readonly home: ChoiceHome;
      readonly index: number;
    }
  | { readonly kind: 'panel'; readonly panel: DraftPanel; readonly index: number };

/** The draft after an action; an id that is not there changes nothing. */
export function stepDraft(draft: StudioDraft, action: StudioAction): StudioDraft {
  switch (action.kind) {
    case 'setKind':
      return { ...draft, kind: action.to };
    case 'setText':
      return { ...draft, text: action.text };
    case 'setFallback':
      return { ...draft, fallback: action.fallback };
    case 'addPanel':
      return { ...draft, panels: [...draft.panels, emptyPanel(action.id)] };
    case 'addChoice':
      return withChoices(draft, action.home, choices => [...choices, emptyChoice(action.id)]);
    case 'changeChoice':
      return inEveryList(draft, list => replaced(list, action.id, item => ({ ...item, ...action.part })));
    case 'changePanel':
      return { ...draft, panels: replaced(draft.panels, action.id, panel => ({ ...panel, ...action.part })) };
    case 'duplicate':
      return duplicate(draft, action.id, action.createId);
    case 'remove':
      return remove(draft, action.id);
    case 'move':
      return move(draft, action.id, action.to);
    case 'putBack':
      return putBack(draft, action.removed);
  }
}

/** The choice or panel with this id as it can be put back; null when there is none. */
export function removable(draft: StudioDraft, id: string): Removed | null {
  const panelIndex = draft.panels.findIndex(panel => panel.id === id);
  const panel = draft.panels[panelIndex];
  if (panel !== undefined) return { kind: 'panel', panel, index: panelIndex };
  const homes: readonly ChoiceHome[] = ['message', ...draft.panels.map(each => ({ panelId: each.id }))];
  for (const home of homes) {
    const choices = choicesAt(draft, home);
    const index = choices.findIndex(choice => choice.id === id);
    const choice = choices[index];
    if (choice !== undefined) return { kind: 'choice', choice, home, index };
  }
  return null;
}

/** The choices that stand there. */
export function choicesAt(draft: StudioDraft, home: ChoiceHome): readonly DraftChoice[] {
  if (home === 'message') return draft.choices;
  return draft.panels.find(panel => panel.id === home.panelId)?.choices ?? [];
}

function withChoices(
  draft: StudioDraft,
  home: ChoiceHome,
  change: (choices: readonly DraftChoice[]) => readonly DraftChoice[],
): StudioDraft {
  if (home === 'message') return { ...draft, choices: change(draft.choices) };
  const panels = replaced(draft.panels, home.panelId, panel => ({
    ...panel,
    choices: change(panel.choices),
  }));
  return { ...draft, panels };
}

function inEveryList(
  draft: StudioDraft,
  change: (choices: readonly DraftChoice[]) => readonly DraftChoice[],
): StudioDraft {
  const panels = draft.panels.map(panel => ({ ...panel, choices: change(panel.choices) }));
  return { ...draft, choices: change(draft.choices), panels };
}

function remove(draft: StudioDraft, id: string): StudioDraft {
  const rest = inEveryList(draft, choices => choices.filter(choice => choice.id !== id));
  return { ...rest, panels: rest.panels.filter(panel => panel.id !== id) };
}

function duplicate(draft: StudioDraft, id: string, createId: CreateId): StudioDraft {
  const twin = <T extends { readonly id: string }>(list: readonly T[], copy: (item: T) => T) =>
    list.flatMap(item => (item.id === id ? [item, copy(item)] : [item]));
  const copyChoice = (choice: DraftChoice): DraftChoice => ({ ...choice, id: createId() });
  const panels = twin(draft.panels, panel => ({
    ...panel,
    id: createId(),
    choices: panel.choices.map(copyChoice),
  }));
  return inEveryList({ ...draft, panels }, choices => twin(choices, copyChoice));
}

function move(draft: StudioDraft, id: string, to: number): StudioDraft {
  const moved = inEveryList(draft, choices => movedTo(choices, id, to));
  return { ...moved, panels: movedTo(moved.panels, id, to) };
}

function putBack(draft: StudioDraft, removed: Removed): StudioDraft {
  if (removed.kind === 'panel') {
    return { ...draft, panels: draft.panels.toSpliced(removed.index, 0, removed.panel) };
  }
  return withChoices(draft, removed.home, choices => choices.toSpliced(removed.index, 0, removed.choice));
}

function movedTo<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  to: number,
): readonly T[] {
  const item = list.find(each => each.id === id);
  if (item === undefined) return list;
  return list.filter(each => each.id !== id).toSpliced(Math.max(0, to), 0, item);
}

function replaced<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  change: (item: T) => T,
): readonly T[] {
  return list.map(item => (item.id === id ? change(item) : item));
}
