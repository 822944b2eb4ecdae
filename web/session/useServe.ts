import { useSyncExternalStore } from 'react';
import { useDesk } from './DeskContext.ts';

/** Taking an unserved visitor: the greeting goes out, unless somebody else serves the chat by then. */
export function useServe(visitorId: string): { readonly serve: () => void; readonly isServing: boolean } {
  const { outbox, greeting } = useDesk();
  const pending = useSyncExternalStore(outbox.subscribe, () => outbox.getSnapshot(visitorId));
  return {
    isServing: pending.some(item => item.backoff && item.state !== 'failed'),
    serve: () => {
      outbox.enqueue({ visitorId, text: greeting.text.getSnapshot(), backoff: true });
    },
  };
}
