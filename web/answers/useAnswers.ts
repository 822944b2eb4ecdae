import { useEffect } from 'react';
import { useMe, useObservable } from '../session/DeskContext.ts';
import type { Answer } from './answer.ts';
import { type AnswerStoreState, answerStore } from './answerStore.ts';

/** The canned answers of the agent who is signed in; opened when first asked for. */
export function useAnswers(): { readonly answers: readonly Answer[]; readonly state: AnswerStoreState } {
  const agent = useMe()?.id ?? null;
  useEffect(() => {
    if (agent !== null) void answerStore.openFor(agent);
  }, [agent]);
  return { answers: useObservable(answerStore.list), state: useObservable(answerStore.state) };
}
