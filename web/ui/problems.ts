import { Observable } from '../lib/observable.ts';

export type ProblemNotice = { readonly title: string; readonly detail: string | null };

/** What went wrong and has not been put on the screen yet. */
export const untoldProblems = new Observable<readonly ProblemNotice[]>([]);

/** Tells the agent that something went wrong, in words; stays until it is closed. Announced once. */
export function showProblem(title: string, detail: string | null = null): void {
  untoldProblems.set([...untoldProblems.getSnapshot(), { title, detail }]);
}
