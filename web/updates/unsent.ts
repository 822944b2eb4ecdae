import type { Unsubscribe } from '../lib/observable.ts';
import type { Desk } from '../session/desk.ts';

/** How much would be interrupted by a reload: what is on its way, can be taken back still, or has been begun. */
export function unsentCount(desk: Desk): number {
  const visitors = [...desk.directory.book.getSnapshot().chats.keys()];
  const drafts = visitors.filter(visitorId => desk.drafts.has(visitorId)).length;
  return drafts + desk.outbox.pendingCount() + desk.holds.state.getSnapshot().length + openForms();
}

/** A dialog with fields in it is something that somebody is filling in. */
function openForms(): number {
  return document.querySelectorAll('[role="dialog"] :is(input, textarea)').length > 0 ? 1 : 0;
}

/** Calls the listener when `unsentCount` may have changed, until the returned function is called. */
export function followUnsent(desk: Desk, listener: () => void): Unsubscribe {
  const endings = [
    desk.drafts.subscribe(listener),
    desk.outbox.subscribe(listener),
    desk.holds.state.subscribe(listener),
    desk.directory.book.subscribe(listener),
  ];
  // A dialog tells nobody that it closes.
  const timer = setInterval(listener, 1_000);
  return () => {
    clearInterval(timer);
    for (const end of endings) end();
  };
}
