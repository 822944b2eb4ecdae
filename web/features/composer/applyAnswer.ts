import type { Answer } from '../../answers/answer.ts';
import { holeText, nextHole } from '../../answers/holes.ts';
import { type MacroRun, setMacroRun } from '../../answers/macroRun.ts';
import { fillTemplate } from '../../answers/template.ts';
import { type AnswerContext, valueOfVariable } from '../../answers/variables.ts';
import { noteRecent } from '../../settings/recent.ts';
import { replaceIn } from './fieldEdit.ts';

export type AnswerPlace = {
  readonly visitorId: string;
  readonly field: HTMLTextAreaElement;
  /** What the answer takes the place of: `/` and what was typed after it, or what is selected. */
  readonly start: number;
  readonly end: number;
  readonly context: AnswerContext;
  readonly onStructured: (message: unknown) => void;
};

/**
 * Does what choosing an answer does: a text goes into the field, with its first hole selected; a structured message
 * to whoever shows it before it is sent; a macro is laid out to be looked at.
 */
export function applyAnswer(answer: Answer, place: AnswerPlace): void {
  const { field, start, end, context } = place;
  const fill = (template: string) => fillTemplate(template, name => valueOfVariable(name, context), holeText);
  const { body } = answer;
  switch (body.kind) {
    case 'text': {
      const text = fill(body.text);
      replaceIn(field, start, end, text);
      const hole = nextHole(text, { start: 0, end: 0 }, false);
      if (hole !== null) field.setSelectionRange(start + hole.start, start + hole.end);
      break;
    }
    case 'structured':
      replaceIn(field, start, end, '');
      place.onStructured(body.message);
      break;
    case 'macro':
      replaceIn(field, start, end, '');
      setMacroRun(place.visitorId, layOut(place.visitorId, answer, fill));
      break;
  }
  noteRecent('recentAnswers', answer.id);
}

function layOut(visitorId: string, answer: Answer, fill: (template: string) => string): MacroRun | null {
  if (answer.body.kind !== 'macro') return null;
  const steps = answer.body.steps.map(step => ({
    step: step.kind === 'say' ? { ...step, text: fill(step.text) } : step,
    state: { kind: 'waiting' as const },
  }));
  return { visitorId, answer, steps, phase: 'choosing' };
}
