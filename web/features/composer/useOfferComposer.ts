import { type RefObject, useEffect, useRef } from 'react';
import type { Answer } from '../../answers/answer.ts';
import { openComposer } from '../../answers/openComposer.ts';
import { insertAtCaret } from './fieldEdit.ts';

/** Lets others put a text or an answer into this composer, for as long as it is on the screen. */
export function useOfferComposer(
  visitorId: string,
  field: RefObject<HTMLTextAreaElement | null>,
  use: (answer: Answer) => void,
): void {
  const latest = useRef(use);
  useEffect(() => {
    latest.current = use;
  });
  useEffect(() => {
    const offered = {
      visitorId,
      insert: (text: string) => {
        if (field.current !== null) insertAtCaret(field.current, text);
      },
      use: (answer: Answer) => latest.current(answer),
    };
    openComposer.set(offered);
    return () => {
      if (openComposer.getSnapshot() === offered) openComposer.set(null);
    };
  }, [visitorId, field]);
}
