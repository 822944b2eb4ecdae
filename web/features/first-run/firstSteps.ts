import type { Unsubscribe } from '../../lib/observable.ts';
import type { Desk } from '../../session/desk.ts';

export const firstSteps = ['serve', 'reply', 'transfer'] as const;
export type FirstStep = (typeof firstSteps)[number];

const KEY = 'switchboard.first-steps';

/** The steps that were taken, in this browser; a reload does not undo them. */
export function stepsTaken(): ReadonlySet<FirstStep> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Set(firstSteps.filter(step => Array.isArray(kept) && kept.includes(step)));
  } catch {
    return new Set();
  }
}

/** A browser that stores nothing shows the steps again after a reload. */
export function noteTaken(steps: Iterable<FirstStep>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...steps]));
  } catch {
    return;
  }
}

/**
 * Tells each step as the agent takes it: a chat of their own, a reply on its way (the greeting that serving sends is
 * none), a chat handed over. Until the returned function is called.
 */
export function watchSteps(desk: Desk, onStep: (step: FirstStep) => void): Unsubscribe {
  const served = () => {
    const chats = [...desk.directory.book.getSnapshot().chats.values()];
    if (chats.some(chat => desk.standingOf(chat) === 'mine')) onStep('serve');
  };
  const replied = () => {
    const items = desk.outbox.getVisitors().flatMap(visitorId => desk.outbox.getSnapshot(visitorId));
    if (items.some(({ act }) => act.kind === 'structured' || (act.kind === 'message' && !act.backoff)))
      onStep('reply');
  };
  const transferred = () => {
    if (desk.handedOver.getSnapshot().size > 0) onStep('transfer');
  };
  served();
  const endings = [
    desk.directory.book.subscribe(served),
    desk.outbox.subscribe(replied),
    desk.handedOver.subscribe(transferred),
  ];
  return () => {
    for (const end of endings) end();
  };
}
