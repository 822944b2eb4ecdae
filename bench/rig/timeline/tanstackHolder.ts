import { notifyManager, QueryClient, QueryObserver } from '@tanstack/query-core';
import type { MessageEntry } from '../../../web/timeline/entries.ts';
import type { Append, Seen } from './holders.ts';

const queryKey = ['log'];

/** A query whose data is the list, with an observer as a mounted `useQuery` has one. */
export function tanstackQuery(held: readonly MessageEntry[], seen: Seen): Append {
  // By itself it tells its observers after a timer, whose wait is no work.
  notifyManager.setScheduler(queueMicrotask);
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData<readonly MessageEntry[]>(queryKey, held);
  let told: () => void = () => undefined;
  const observer = new QueryObserver<readonly MessageEntry[]>(client, { queryKey, enabled: false });
  observer.subscribe(({ data }) => {
    const newest = data?.at(-1);
    if (newest !== undefined) seen(newest.id);
    told();
  });
  return one =>
    new Promise(resolve => {
      told = resolve;
      client.setQueryData<readonly MessageEntry[]>(queryKey, (list = []) => [...list, one]);
    });
}
