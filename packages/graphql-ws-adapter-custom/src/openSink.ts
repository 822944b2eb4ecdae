import type { Sink, WireResult } from './envelope.ts';

/** A caller's sink that ends once, then stays silent, and whose own errors go no further. */
export interface OpenSink {
  isOpen(): boolean;
  next(result: WireResult): void;
  /** Ends it with an error, or completes it when there is none. */
  end(error?: unknown): void;
  /** Silences it; false when it had ended before. */
  close(): boolean;
}

/** What `sink` throws goes to `report`. */
export function openSink(sink: Sink<WireResult>, report: (error: unknown) => void): OpenSink {
  let isOpen = true;
  const close = (): boolean => {
    const wasOpen = isOpen;
    isOpen = false;
    return wasOpen;
  };
  const attempt = (call: () => void): void => {
    try {
      call();
    } catch (error) {
      report(error);
    }
  };
  return {
    isOpen: () => isOpen,
    next(result) {
      if (isOpen) attempt(() => sink.next(result));
    },
    end(error) {
      if (close()) attempt(() => (error === undefined ? sink.complete() : sink.error(error)));
    },
    close,
  };
}
