import { useLingui } from '@lingui/react/macro';
import type { Chat } from '../apollo/chat.ts';
import { describeError, problemText } from '../apollo/describeError.ts';
import { showProblem } from '../ui/problems.ts';
import { useDesk, useObservable } from './DeskContext.ts';

/** Whether a chat is followed without joining it, and the way to begin and to stop that. */
export function useListening(chat: Chat): { readonly isListening: boolean; readonly toggle: () => void } {
  const { t } = useLingui();
  const { listening, catchUp } = useDesk();
  const isListening = useObservable(listening.visitors).has(chat.visitorId);
  const { name } = chat;
  const toggle = async () => {
    try {
      if (isListening) await listening.stop(chat);
      else {
        await listening.start(chat);
        // What was said before is not sent any more: it is read.
        await catchUp.run().catch(() => undefined);
      }
    } catch (error) {
      const title = isListening ? t`You still listen to ${name}` : t`You can’t listen to ${name}`;
      showProblem(title, problemText(describeError(error)));
    }
  };
  return { isListening, toggle: () => void toggle() };
}
