import { Observable } from '../lib/observable.ts';

export type SplitPart<Part> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly part: Part }
  | { readonly kind: 'failed' };

/** A part of the page that is loaded beside the first view and not in it, to be there when it is needed. */
export class SplitLoader<Part> {
  readonly state = new Observable<SplitPart<Part>>({ kind: 'loading' });
  readonly #load: () => Promise<Part>;
  #loading: Promise<void> | null = null;

  constructor(load: () => Promise<Part>) {
    this.#load = load;
  }

  /** Loads it, once; after a failure, such as without a network, once more. Never rejects: `state` tells. */
  start(): Promise<void> {
    this.#loading ??= this.#run();
    return this.#loading;
  }

  async #run(): Promise<void> {
    if (this.state.getSnapshot().kind === 'failed') this.state.set({ kind: 'loading' });
    try {
      this.state.set({ kind: 'loaded', part: await this.#load() });
    } catch {
      this.#loading = null;
      this.state.set({ kind: 'failed' });
    }
  }
}
