import { useSyncExternalStore } from 'react';
import type { OutboxItem } from '../outbox/outboxItem.ts';
import { useDesk, useObservable } from './DeskContext.ts';

export type Serving = {
  readonly serve: () => void;
  readonly isServing: boolean;
  /** Without a connection nobody can be taken: a colleague may be faster, and the visitor would not know. */
  readonly canServe: boolean;
};

/** Taking an unserved visitor: the greeting goes out, unless somebody else serves the chat by then. */
export function useServe(visitorId: string): Serving {
  const { outbox, connection } = useDesk();
  const { kind } = useObservable(connection.view);
  const pending = useSyncExternalStore(outbox.subscribe, () => outbox.getSnapshot(visitorId));
  const start = useStartServing();
  return {
    canServe: kind === 'live' || kind === 'connecting',
    isServing: pending.some(isGreeting),
    serve: () => start(visitorId),
  };
}

/** Takes a visitor as `useServe` does; nothing without a connection, nor when that is under way. */
export function useStartServing(): (visitorId: string) => void {
  const { outbox, greeting, connection, directory, listening } = useDesk();
  return visitorId => {
    const { kind } = connection.view.getSnapshot();
    if ((kind !== 'live' && kind !== 'connecting') || outbox.getSnapshot(visitorId).some(isGreeting)) return;
    const greet = () => outbox.enqueue({ visitorId, text: greeting.text.getSnapshot(), backoff: true });
    const chat = directory.chatOf(visitorId);
    // Who listens may not send: that ends first.
    if (chat === null || !listening.visitors.getSnapshot().has(visitorId)) greet();
    else void listening.stop(chat).then(greet, greet);
  };
}

function isGreeting({ act, state }: OutboxItem): boolean {
  return act.kind === 'message' && act.backoff && state !== 'failed';
}
