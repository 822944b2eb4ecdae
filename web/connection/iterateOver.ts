import type { Sink } from 'graphql-ws-adapter-custom';

/**
 * What a subscription gives as an async iterator. It subscribes at once and keeps what nobody has read yet; `return()`
 * unsubscribes. An error is thrown after everything that came before it.
 */
export function iterateOver<T>(subscribe: (sink: Sink<T>) => () => void): AsyncIterableIterator<T> {
  const unread: T[] = [];
  let failure: { readonly error: unknown } | null = null;
  let isOver = false;
  let wake = (): void => undefined;
  const end = () => {
    isOver = true;
    wake();
  };
  const unsubscribe = subscribe({
    next(value) {
      unread.push(value);
      wake();
    },
    error(error) {
      failure = { error };
      end();
    },
    complete: end,
  });
  async function* read(): AsyncGenerator<T, undefined> {
    while (!isOver || unread.length > 0) {
      if (unread.length === 0) {
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
      yield* unread.splice(0);
    }
    if (failure !== null) throw failure.error;
  }
  const reader = read();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => reader.next(),
    return() {
      unsubscribe();
      unread.length = 0;
      end();
      return reader.return(undefined);
    },
  };
}
