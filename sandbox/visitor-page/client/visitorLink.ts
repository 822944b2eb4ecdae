import * as v from 'valibot';
import { call } from '../../pages/client/controlCall.ts';
import { NewsSocket } from '../../pages/client/newsSocket.ts';
import { type Line, linesSchema, openedSchema, type View, viewSchema } from './protocol.ts';

const KEY = 'sandbox-visitor';
const keptSchema = v.object({ visitor: v.string(), world: v.nullable(v.string()) });

export interface LinkEvents {
  /** `start` is the place of the first line; 0 begins the transcript anew. */
  onLines(start: number, lines: readonly Line[]): void;
  onView(view: View): void;
  onConnected(connected: boolean): void;
  /** The sandbox began anew and has forgotten the visitor: this tab is another one now. */
  onForgotten(): void;
}

export interface Introduction {
  readonly name?: string;
  readonly department?: string;
}

/** This tab's visitor: its id, what it does, and the line on which it hears what it sees. */
export class VisitorLink {
  readonly #events: LinkEvents;
  #visitorId: string;
  /** The world that knows the visitor; null while that is not known, or asked for by hand. */
  #worldId: string | null;
  #introduction: Introduction = {};
  #ready: PromiseWithResolve = promiseWithResolve();

  constructor(events: LinkEvents) {
    this.#events = events;
    const asked = new URLSearchParams(location.search).get('visitor');
    const kept = asked === null ? keptVisitor() : null;
    this.#visitorId = kept?.visitor ?? (asked === 'new' ? '' : (asked ?? ''));
    this.#worldId = kept?.world ?? null;
    // A reload is the same visitor again.
    if (asked === 'new') history.replaceState(null, '', location.pathname);
    new NewsSocket({
      path: () => this.#path(),
      onNews: (event, data) => this.#take(event, data),
      onConnected: connected => {
        if (!connected) this.#notReady();
        this.#events.onConnected(connected);
      },
    });
  }

  /** Waits until there is a connection. */
  async say(text: string): Promise<void> {
    await this.#ready.promise;
    await this.#call('/messages', { text });
  }

  async click(value: string): Promise<void> {
    await this.#ready.promise;
    await this.#call('/click', { value });
  }

  type(text: string): Promise<void> {
    return this.#call('/typing', { text });
  }

  leave(): Promise<void> {
    return this.#call('/leave', {});
  }

  async introduce(introduction: Introduction): Promise<void> {
    this.#introduction = { ...this.#introduction, ...introduction };
    await this.#ready.promise;
    await this.#call('', introduction);
  }

  async #path(): Promise<string> {
    if (this.#visitorId === '') {
      const answer = await call('POST', '/__sandbox/visitors', this.#introduction);
      this.#visitorId = v.parse(openedSchema, answer).visitor_id;
    }
    const query = new URLSearchParams({ visitor: this.#visitorId });
    if (this.#worldId !== null) query.set('world', this.#worldId);
    return `/visitor/news?${query}`;
  }

  #take(event: string, data: unknown): void {
    switch (event) {
      case 'world':
        this.#worldId = v.parse(v.string(), data);
        sessionStorage.setItem(KEY, JSON.stringify({ visitor: this.#visitorId, world: this.#worldId }));
        break;
      case 'view':
        this.#events.onView(v.parse(viewSchema, data));
        break;
      case 'lines': {
        const { start, lines } = v.parse(linesSchema, data);
        this.#events.onLines(start, lines);
        this.#ready.resolve();
        break;
      }
      case 'unknown':
        this.#visitorId = '';
        this.#worldId = null;
        history.replaceState(null, '', location.pathname);
        this.#notReady();
        this.#events.onForgotten();
        break;
      default:
        break;
    }
  }

  /** Those who wait go on waiting; who comes now waits for the next connection. */
  #notReady(): void {
    const { resolve } = this.#ready;
    const next = promiseWithResolve();
    void next.promise.then(resolve);
    this.#ready = next;
  }

  async #call(path: string, body: unknown): Promise<void> {
    await call('POST', `/__sandbox/visitors/${encodeURIComponent(this.#visitorId)}${path}`, body);
  }
}

interface PromiseWithResolve {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function promiseWithResolve(): PromiseWithResolve {
  let resolve = () => {};
  const promise = new Promise<void>(done => {
    resolve = done;
  });
  return { promise, resolve };
}

/** This tab's visitor before the reload. */
function keptVisitor() {
  const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), keptSchema), sessionStorage.getItem(KEY));
  return kept.success ? kept.output : null;
}
