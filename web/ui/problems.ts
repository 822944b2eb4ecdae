import { Observable } from '../lib/observable.ts';

export type ProblemNotice = {
  readonly id: number;
  readonly title: string;
  readonly detail: string | null;
};

/** What went wrong and has not been put on the screen yet. */
export const untoldProblems = new Observable<readonly ProblemNotice[]>([]);

/** The problem that was told last, for those who listen; null before the first. */
export const lastProblem = new Observable<ProblemNotice | null>(null);

/** Tells the agent that something went wrong, in words; stays until it is closed. Announced once. */
export function showProblem(title: string, detail: string | null = null): void {
  const problem = { id: (lastProblem.getSnapshot()?.id ?? 0) + 1, title, detail };
  lastProblem.set(problem);
  untoldProblems.set([...untoldProblems.getSnapshot(), problem]);
}
