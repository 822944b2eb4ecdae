import * as v from 'valibot';
import { type Line, linesSchema, openedSchema, type View, viewSchema } from './protocol.ts';

const KEY = 'sandbox-visitor';
const RETRY_MS = 1000;

export interface LinkEvents {
  /** `start` is the place of the first line; 0 begins the transcript anew. */
  onLines(start: number, lines: readonly Line[]): void;
  onView(view: View): void;
  onConnected(connected: boolean): void;
}

export interface Introduction {
  readonly name?: string;
  readonly department?: string;
}

/** This tab's visitor: its id, what it does, and the stream of what it sees. Reconnects by itself. */
export class VisitorLink {
  readonly #events: LinkEvents;
  #visitorId: string;
  #introduction: Introduction = {};

  constructor(events: LinkEvents) {
    this.#events = events;
    const asked = new URLSearchParams(location.search).get('visitor');
    this.#visitorId = (asked === 'new' ? null : asked) ?? sessionStorage.getItem(KEY) ?? '';
    if (asked === 'new') history.replaceState(null, '', location.pathname);
  }

  async connect(): Promise<void> {
    try {
      if (this.#visitorId === '') await this.#openVisitor();
      this.#listen();
    } catch {
      this.#retry();
    }
  }

  say(text: string): Promise<void> {
    return this.#call('/messages', { text });
  }

  click(value: string): Promise<void> {
    return this.#call('/click', { value });
  }

  type(text: string): Promise<void> {
    return this.#call('/typing', { text });
  }

  leave(): Promise<void> {
    return this.#call('/leave', {});
  }

  async introduce(introduction: Introduction): Promise<void> {
    this.#introduction = { ...this.#introduction, ...introduction };
    if (this.#visitorId !== '') await this.#call('', introduction);
  }

  #listen(): void {
    const source = new EventSource(`/visitor/stream?visitor=${encodeURIComponent(this.#visitorId)}`);
    source.addEventListener('open', () => this.#events.onConnected(true));
    source.addEventListener('lines', event => {
      const { start, lines } = v.parse(linesSchema, JSON.parse(event.data));
      this.#events.onLines(start, lines);
    });
    source.addEventListener('view', event =>
      this.#events.onView(v.parse(viewSchema, JSON.parse(event.data))),
    );
    source.addEventListener('unknown', () => {
      source.close();
      this.#visitorId = '';
      this.#retry();
    });
    source.addEventListener('error', () => {
      source.close();
      this.#retry();
    });
  }

  #retry(): void {
    this.#events.onConnected(false);
    setTimeout(() => void this.connect(), RETRY_MS);
  }

  async #openVisitor(): Promise<void> {
    const answer = await post('/__sandbox/visitors', this.#introduction);
    this.#visitorId = v.parse(openedSchema, await answer.json()).visitor_id;
    sessionStorage.setItem(KEY, this.#visitorId);
  }

  async #call(path: string, body: unknown): Promise<void> {
    await post(`/__sandbox/visitors/${encodeURIComponent(this.#visitorId)}${path}`, body);
  }
}

async function post(path: string, body: unknown): Promise<Response> {
  const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}.`);
  return answer;
}
