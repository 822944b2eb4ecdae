import { Observable } from '../lib/observable.ts';
import type { Answer } from './answer.ts';

/** The composer that is on the screen. */
export type OpenComposer = {
  readonly visitorId: string;
  /** Puts a text in the place of what is selected, or at the caret, and the focus after it. */
  readonly insert: (text: string) => void;
  /** Does with an answer what choosing it after `/` does. */
  readonly use: (answer: Answer) => void;
};

/** Null while no chat of the agent is open. */
export const openComposer = new Observable<OpenComposer | null>(null);
