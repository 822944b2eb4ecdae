import { useSyncExternalStore } from 'react';
import { useDesk, useObservable } from './DeskContext.ts';

export type Serving = {
  readonly serve: () => void;
  readonly isServing: boolean;
  /** Without a connection nobody can be taken: a colleague may be faster, and the visitor would not know. */
  readonly canServe: boolean;
};

/** Taking an unserved visitor: the greeting goes out, unless somebody else serves the chat by then. */
export function useServe(visitorId: string): Serving {
  const { outbox, greeting, connection, directory, listening } = useDesk();
  const { kind } = useObservable(connection.view);
  const pending = useSyncExternalStore(outbox.subscribe, () => outbox.getSnapshot(visitorId));
  return {
    canServe: kind === 'live' || kind === 'connecting',
    isServing: pending.some(({ act, state }) => act.kind === 'message' && act.backoff && state !== 'failed'),
    serve: () => {
      const greet = () => outbox.enqueue({ visitorId, text: greeting.text.getSnapshot(), backoff: true });
      const chat = directory.chatOf(visitorId);
      // Who listens may not send: that ends first.
      if (chat === null || !listening.visitors.getSnapshot().has(visitorId)) greet();
      else void listening.stop(chat).then(greet, greet);
    },
  };
}
