import type { AgentStatus } from '../session/agentStatus.ts';
import { messagePort, type Port } from './port.ts';
import { type TabMessage, wrap } from './protocol.ts';
import { startWorker } from './startWorker.ts';

export type Greeting = {
  readonly tabId: string;
  readonly lock: string | null;
  readonly status: AgentStatus;
};

/** A worker that was started, and perhaps greeted, before the tab's search for an owner. What it says waits at its port. */
export class EarlyWorker {
  readonly worker: SharedWorker;
  readonly port: Port;
  #isGreeted = false;
  #hasFailed = false;

  constructor(worker: SharedWorker) {
    this.worker = worker;
    this.port = messagePort(worker.port);
    worker.onerror = () => {
      this.#hasFailed = true;
    };
  }

  get isGreeted(): boolean {
    return this.#isGreeted;
  }

  /** Its script could not be read, or run. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  greet(greeting: Greeting): void {
    this.#isGreeted = true;
    sayHello(this.port, greeting);
  }
}

/** A tab's first word to the owner of the connection. */
export function sayHello(port: Port, greeting: Greeting): void {
  port.post(wrap<TabMessage>({ kind: 'hello', ...greeting }));
}

/** The worker, as it begins; null where there are none, or the browser forbids them. */
export function tryWorker(): EarlyWorker | null {
  try {
    const worker = startWorker();
    return worker === null ? null : new EarlyWorker(worker);
  } catch {
    return null;
  }
}
