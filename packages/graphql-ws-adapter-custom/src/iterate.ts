import type { Sink } from './envelope.ts';

/**
 * What a subscription gives as an async iterator. It subscribes at once and keeps what nobody has read yet;
 * `return()` unsubscribes. An error is thrown once, after everything that came before it.
 */
export function iterateResults<T>(subscribe: (sink: Sink<T>) => () => void): AsyncIterableIterator<T> {
  const unread: T[] = [];
  let finish = (): void => undefined;
  let over = false;
  let wake = (): void => undefined;
  const end = (): void => {
    over = true;
    wake();
  };
  const unsubscribe = subscribe({
    next(value) {
      unread.push(value);
      wake();
    },
    error(error) {
      finish = () => {
        throw error;
      };
      end();
    },
    complete: end,
  });

  async function* read(): AsyncGenerator<T, undefined> {
    while (!over || unread.length > 0) {
      if (unread.length === 0) await new Promise<void>(resolve => (wake = resolve));
      yield* unread.splice(0);
    }
    finish();
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
