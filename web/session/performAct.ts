import type { Hold } from '../outbox/heldActs.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { untilDone } from '../outbox/untilDone.ts';

/**
 * Carries out what was held, through the outbox: behind the farewell, and behind whatever else is still on its way to
 * this visitor. Throws an ActRefusedError when it did not happen.
 */
export async function performAct(
  { visitorId, act, farewell }: Hold,
  outbox: Pick<Outbox, 'enqueue' | 'enqueueAct' | 'subscribe' | 'getSnapshot' | 'discard'>,
): Promise<void> {
  if (farewell !== null) outbox.enqueue({ visitorId, text: farewell });
  await untilDone(outbox, outbox.enqueueAct(visitorId, act));
}
