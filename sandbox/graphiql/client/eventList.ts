import { createElement as h, type ReactNode, useSyncExternalStore } from 'react';
import type { Shown } from './envelopeFetcher.ts';

const KEPT = 50;
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

interface ShownEvent {
  readonly number: number;
  readonly at: number;
  readonly text: string;
}

/** The results of subscriptions, newest first: the response pane shows the latest alone. */
export class EventLog {
  #events: readonly ShownEvent[] = [];
  #count = 0;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly events = (): readonly ShownEvent[] => this.#events;

  add(result: Shown): void {
    this.#count += 1;
    const event = { number: this.#count, at: Date.now(), text: JSON.stringify(result.data ?? result) };
    this.#events = [event, ...this.#events].slice(0, KEPT);
    for (const listener of this.#listeners) listener();
  }
}

export function EventList({ log }: { readonly log: EventLog }): ReactNode {
  const events = useSyncExternalStore(log.subscribe, log.events);
  const [latest] = events;
  if (!latest) return null;
  return h(
    'section',
    { className: 'events', 'aria-label': 'Events of subscriptions', tabIndex: 0 },
    h('p', { role: 'status' }, `${latest.number} ${latest.number === 1 ? 'event' : 'events'}, newest first`),
    h(
      'ol',
      null,
      events.map(({ number, at, text }) =>
        h('li', { key: number }, h('time', null, clock.format(at)), h('code', null, text)),
      ),
    ),
  );
}
