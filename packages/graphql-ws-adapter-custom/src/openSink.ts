import type { Emitter } from './emitter.ts';
import type { Sink, WireResult } from './envelope.ts';

/** A caller's sink that ends once, then stays silent, and whose own errors go no further. */
export interface OpenSink {
  readonly isOpen: () => boolean;
  readonly next: (result: WireResult) => void;
  /** Ends it with an error, or completes it when there is none. */
  readonly end: (error?: unknown) => void;
  /** Silences it; false when it had ended before. */
  readonly close: () => boolean;
}

/** What `sink` throws, `attempt` takes care of. */
export function openSink(sink: Sink<WireResult>, attempt: Emitter['attempt']): OpenSink {
  let isOpen = true;
  const close = (): boolean => {
    const wasOpen = isOpen;
    isOpen = false;
    return wasOpen;
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
