import { failureReasons } from './failureReasons.ts';
import type { Outbox } from './outbox.ts';
import type { FailureReason, OutboxItem } from './outboxItem.ts';

/** As much of an outbox as is needed to follow an item. */
type FollowedOutbox = Pick<Outbox, 'subscribe' | 'getSnapshot' | 'discard'>;

/** The act was refused, or could not be done in time; it is not in the outbox any more. */
export class ActRefusedError extends Error {
  override readonly name = 'ActRefusedError';
  readonly reason: FailureReason;

  constructor(reason: FailureReason) {
    super(reason.message);
    this.reason = reason;
  }

  static is(error: unknown): error is ActRefusedError {
    return error instanceof ActRefusedError;
  }
}

const stuckReasons: ReadonlySet<string> = new Set(Object.values(failureReasons).map(({ code }) => code));

const heldBack: FailureReason = {
  code: 'HELD_BACK',
  message: 'A message before it has not gone out.',
  uuid: null,
};

/**
 * Follows an act that somebody waits for. Resolves when it is done, and when nobody can tell: then it stays in the
 * outbox, which asks the agent. One that is refused, or held back by a message that was not sent, is taken out of the
 * outbox, and an ActRefusedError says why.
 */
export function untilDone(outbox: FollowedOutbox, { msgId, visitorId }: OutboxItem): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      unsubscribe();
      settle();
    };
    const look = () => {
      const items = outbox.getSnapshot(visitorId);
      const index = items.findIndex(item => item.msgId === msgId);
      const item = items[index];
      if (item === undefined) return end(resolve);
      const refusal =
        item.state === 'failed' ? item.reason : items.slice(0, index).some(isStuck) ? heldBack : null;
      if (refusal !== null) {
        end(() => reject(new ActRefusedError(refusal)));
        outbox.discard(msgId);
      } else if (isStuck(item)) end(resolve);
    };
    const unsubscribe = outbox.subscribe(look);
    look();
  });
}

function isStuck({ state, reason }: OutboxItem): boolean {
  return state === 'failed' || (state === 'unsure' && reason !== null && stuckReasons.has(reason.code));
}
