import { Observable } from '../lib/observable.ts';
import { settings } from '../settings/settingsStore.ts';

/** What is said to each visitor before they are handed over: the agent's usual line, unless another was written. */
export class Farewells {
  /** The lines that were written for one visitor, as long as the page lives. */
  readonly written = new Observable<ReadonlyMap<string, string>>(new Map());

  /** The line for this visitor; empty for none. */
  lineFor(visitorId: string): string {
    return this.written.getSnapshot().get(visitorId) ?? settings.values.getSnapshot().farewell;
  }

  /** Writes another line for this visitor; null goes back to the usual one. */
  write(visitorId: string, line: string | null): void {
    const next = new Map(this.written.getSnapshot());
    if (line === null) next.delete(visitorId);
    else next.set(visitorId, line);
    this.written.set(next);
  }
}
