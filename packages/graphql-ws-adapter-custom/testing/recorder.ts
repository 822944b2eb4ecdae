import type { ExecutionResult, Sink } from '../src/index.ts';
import { Queue } from './queue.ts';

type Event = { readonly next: ExecutionResult } | { readonly error: unknown } | { readonly complete: true };

/** A sink that remembers what came, and lets a test wait for it. */
export class Recorder implements Sink<ExecutionResult> {
  readonly results: ExecutionResult[] = [];
  /** How it ended, as often as it did: more than one entry is a defect. */
  readonly endings: ('error' | 'complete')[] = [];
  readonly #events = new Queue<Event>();

  next(next: ExecutionResult): void {
    this.results.push(next);
    this.#events.put({ next });
  }

  error(error: unknown): void {
    this.endings.push('error');
    this.#events.put({ error });
  }

  complete(): void {
    this.endings.push('complete');
    this.#events.put({ complete: true });
  }

  /** The next thing that came and was not taken yet. */
  event(): Promise<Event> {
    return this.#events.take();
  }

  /** The data of the next result. */
  async data(): Promise<unknown> {
    const event = await this.event();
    return 'next' in event ? event.next.data : event;
  }

  /** The error that it ends with. */
  async failure(): Promise<unknown> {
    const event = await this.event();
    return 'error' in event ? event.error : event;
  }
}
