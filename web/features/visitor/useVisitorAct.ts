import { useState } from 'react';
import { describeError, problemText } from '../../apollo/describeError.ts';
import type { Act } from '../../outbox/act.ts';
import { ActRefusedError, untilDone } from '../../outbox/untilDone.ts';
import { useDesk } from '../../session/DeskContext.ts';
import { showProblem } from '../../ui/problems.ts';

/** Changes something of a visitor through the outbox, one change at a time: kept over a reload, and sent once. */
export function useVisitorAct(visitorId: string) {
  const { outbox } = useDesk();
  const [pending, setPending] = useState<Act | null>(null);

  /** Says whether it is done; when it was refused, the agent is told why under this title. */
  const perform = async (act: Act, refusal: string): Promise<boolean> => {
    setPending(act);
    try {
      await untilDone(outbox, outbox.enqueueAct(visitorId, act));
      return true;
    } catch (error) {
      showProblem(refusal, problemText(ActRefusedError.is(error) ? error.reason : describeError(error)));
      return false;
    } finally {
      setPending(null);
    }
  };

  return { pending, perform };
}
