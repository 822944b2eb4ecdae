import { Observable } from '../lib/observable.ts';
import type { Answer, MacroStep } from './answer.ts';
import { keepRuns, readRuns } from './macroJournal.ts';

export type StepState =
  /** `interrupted`: the page was left before it was done. */
  | { readonly kind: 'waiting' | 'doing' | 'done' | 'interrupted' }
  | { readonly kind: 'failed'; readonly reason: string };

/** A macro that was chosen for a visitor: to be looked at, under way, or done as far as it went. */
export type MacroRun = {
  readonly visitorId: string;
  readonly answer: Answer;
  /** Its steps with the state of each; the texts are filled in but for the holes. */
  readonly steps: readonly { readonly step: MacroStep; readonly state: StepState }[];
  readonly phase: 'choosing' | 'running' | 'stopped' | 'done';
};

/** The macros of this tab by visitor, one each: a change of chat does not stop them, and a reload does not lose them. */
export const macroRuns = new Observable<ReadonlyMap<string, MacroRun>>(readRuns());

/** Puts a run in the place of the visitor's last one; null: there is none any more. */
export function setMacroRun(visitorId: string, run: MacroRun | null): void {
  const runs = new Map(macroRuns.getSnapshot());
  if (run === null) runs.delete(visitorId);
  else runs.set(visitorId, run);
  keepRuns(runs);
  macroRuns.set(runs);
}
