import { useSyncExternalStore } from 'react';
import { failureReasons } from '../outbox/failureReasons.ts';
import type { OutboxItem } from '../outbox/outboxItem.ts';
import { useDesk, useObservable } from './DeskContext.ts';
import type { Desk } from './desk.ts';

export type Serving = {
  readonly serve: () => void;
  readonly isServing: boolean;
  /** Without a connection nobody can be taken: a colleague may be faster, and the visitor would not know. */
  readonly canServe: boolean;
};

/**
 * Taking an unserved visitor: the greeting goes out, unless somebody else serves the chat by then. One of which it is not
 * known whether it arrived is looked for, and sent again where it is missing.
 */
export function useServe(visitorId: string): Serving {
  const { outbox, connection } = useDesk();
  const { kind } = useObservable(connection.view);
  const pending = useSyncExternalStore(outbox.subscribe, () => outbox.getSnapshot(visitorId));
  const start = useStartServing();
  const greeting = pending.find(isGreeting);
  return {
    canServe: kind === 'live' || kind === 'connecting',
    isServing: greeting !== undefined && greeting.state !== 'unsure',
    serve: () => start(visitorId),
  };
}

/** Takes a visitor as `useServe` does; nothing without a connection, nor when that is under way. */
export function useStartServing(): (visitorId: string) => void {
  const { outbox, greeting, connection, directory, listening } = useDesk();
  return visitorId => {
    const { kind } = connection.view.getSnapshot();
    if (kind !== 'live' && kind !== 'connecting') return;
    const before = outbox.getSnapshot(visitorId).find(isGreeting);
    if (before !== undefined && before.state !== 'unsure') return;
    const greet = () => {
      if (before === undefined)
        outbox.enqueue({ visitorId, text: greeting.text.getSnapshot(), backoff: true });
      else greetAgain(outbox, before);
    };
    const chat = directory.chatOf(visitorId);
    // Who listens may not send: that ends first.
    if (chat === null || !listening.visitors.getSnapshot().has(visitorId)) greet();
    else void listening.stop(chat).then(greet, greet);
  };
}

/** A retry of what could not be looked for sends it, and perhaps twice: that is for who presses Retry beside its reason. */
function greetAgain(outbox: Desk['outbox'], { msgId, reason }: OutboxItem): void {
  if (reason?.code === failureReasons.notChecked.code) outbox.check(msgId);
  else outbox.retry(msgId);
}

function isGreeting({ act, state }: OutboxItem): boolean {
  return act.kind === 'message' && act.backoff && state !== 'failed';
}
