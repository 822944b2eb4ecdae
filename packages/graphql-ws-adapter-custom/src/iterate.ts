import type { Sink } from './envelope.ts';

interface Reader<T> {
  readonly resolve: (result: IteratorResult<T>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What a subscription gives as an async iterator. It subscribes at once and keeps what nobody has read yet;
 * `return()` unsubscribes. An error is thrown once, after everything that came before it.
 */
export function iterateResults<T>(subscribe: (sink: Sink<T>) => () => void): AsyncIterableIterator<T> {
  const unread: T[] = [];
  const readers: Reader<T>[] = [];
  let over = false;
  let failure: { readonly error: unknown } | null = null;

  const end = (): void => {
    over = true;
    for (const reader of readers.splice(0)) settle(reader);
  };
  const settle = (reader: Reader<T>): void => {
    const error = failure;
    failure = null;
    if (error === null) reader.resolve({ value: undefined, done: true });
    else reader.reject(error.error);
  };
  const unsubscribe = subscribe({
    next(value) {
      const reader = readers.shift();
      if (reader === undefined) unread.push(value);
      else reader.resolve({ value, done: false });
    },
    error(error) {
      failure = { error };
      end();
    },
    complete: end,
  });
  const leave = (): void => {
    unsubscribe();
    unread.length = 0;
    failure = null;
    end();
  };

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      for (const value of unread.splice(0, 1)) return Promise.resolve({ value, done: false });
      return new Promise((resolve, reject) => {
        if (over) settle({ resolve, reject });
        else readers.push({ resolve, reject });
      });
    },
    async return() {
      leave();
      return { value: undefined, done: true };
    },
    async throw(error) {
      leave();
      throw error;
    },
  };
}
