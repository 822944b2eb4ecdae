/** One end of a way between a tab and the owner of the connection, whatever it is made of. */
export interface Port {
  post(message: unknown): void;
  /** Who takes what comes; what came before waits for the first taker. */
  take(taker: (message: unknown) => void): void;
  /** Nothing is taken any more. */
  close(): void;
}

/** A port of a MessageChannel or a SharedWorker. */
export function messagePort(port: MessagePort): Port {
  return {
    post: message => port.postMessage(message),
    take: taker => {
      port.onmessage = ({ data }) => taker(data);
    },
    close: () => port.close(),
  };
}

/** Both ends in one page: what is posted is copied and arrives in a later turn, as between threads. */
export function localPorts(): readonly [Port, Port] {
  const ends = [new LocalEnd(), new LocalEnd()] as const;
  return [localPort(ends[0], ends[1]), localPort(ends[1], ends[0])];
}

class LocalEnd {
  readonly #waiting: unknown[] = [];
  #taker: ((message: unknown) => void) | null = null;
  #isClosed = false;

  deliver(message: unknown): void {
    if (this.#isClosed) return;
    this.#waiting.push(message);
    queueMicrotask(() => this.#flush());
  }

  take(taker: (message: unknown) => void): void {
    this.#taker = taker;
    this.#flush();
  }

  close(): void {
    this.#isClosed = true;
  }

  #flush(): void {
    while (this.#taker !== null && !this.#isClosed && this.#waiting.length > 0)
      this.#taker(this.#waiting.shift());
  }
}

function localPort(own: LocalEnd, other: LocalEnd): Port {
  return {
    post: message => other.deliver(structuredClone(message)),
    take: taker => own.take(taker),
    close: () => own.close(),
  };
}
