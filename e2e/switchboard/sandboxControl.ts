import {
  readLines,
  readState,
  readTextOf,
  type SandboxChannel,
  type SandboxState,
  type VisitorLine,
} from './sandboxState.ts';

export type VisitorDetails = {
  readonly name?: string;
  readonly email?: string;
  /** Name of the department that the visitor asks for. */
  readonly department?: string;
  readonly city?: string;
  readonly country?: string;
};

export type FaultOrder = {
  /** How often it strikes. */
  readonly count?: number;
  /** How long it lasts or delays. */
  readonly ms?: number;
  /** A root field such as `sendMessage`. */
  readonly match?: string;
  /** Of the fault `error`: one of Zendesk's names. */
  readonly name?: string;
  /** Of the fault `eos`. */
  readonly reason?: string;
};

export type FaultKind =
  | 'delay'
  | 'drop-socket'
  | 'duplicate-data'
  | 'eos'
  | 'error'
  | 'freeze'
  | 'garbage'
  | 'lose-reply'
  | 'lose-request'
  | 'refuse-connections'
  | 'reorder-data';

/** The sandbox's control calls, as anybody may make them over HTTP. Each throws when it is refused. */
export class SandboxControl {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Back to the start: no visitors, no sessions, every department ONLINE, no faults. */
  async reset(): Promise<void> {
    await this.#call('DELETE', '/faults');
    await this.#call('POST', '/reset', {});
  }

  /** A visitor opens the widget. */
  async openVisitor(details: VisitorDetails = {}): Promise<SandboxVisitor> {
    const id = readTextOf(await this.#call('POST', '/visitors', details), 'visitor_id');
    const path = `/visitors/${encodeURIComponent(id)}`;
    return new SandboxVisitor((method, rest, body) => this.#call(method, path + rest, body));
  }

  async state(): Promise<SandboxState> {
    return readState(await this.#call('GET', '/state'));
  }

  /** The visitor's chat; the latest when there were several. Throws when there is none. */
  async chatOf(visitorName: string): Promise<SandboxChannel> {
    const { channels } = await this.state();
    const chat = channels.filter(({ visitor }) => visitor === visitorName).at(-1);
    if (chat === undefined) throw new Error(`The sandbox has no chat of ${visitorName}.`);
    return chat;
  }

  async setDepartment(name: string, status: 'AWAY' | 'OFFLINE' | 'ONLINE'): Promise<void> {
    const { departments } = await this.state();
    const id = departments.find(department => department.name === name)?.id;
    if (id === undefined) throw new Error(`The sandbox has no department ${name}.`);
    await this.#call('POST', `/departments/${encodeURIComponent(id)}`, { status });
  }

  async fault(kind: FaultKind, order: FaultOrder = {}): Promise<void> {
    await this.#call('POST', '/faults', { kind, ...order });
  }

  async clearFaults(): Promise<void> {
    await this.#call('DELETE', '/faults');
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#origin}/__sandbox${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}

/** One visitor, moved by control calls. */
export class SandboxVisitor {
  readonly #call: (method: string, path: string, body?: unknown) => Promise<unknown>;

  constructor(call: (method: string, path: string, body?: unknown) => Promise<unknown>) {
    this.#call = call;
  }

  /** Writes; opens a chat when none is open. */
  async writes(text: string): Promise<void> {
    await this.#call('POST', '/messages', { text });
  }

  async leaves(): Promise<void> {
    await this.#call('POST', '/leave', {});
  }

  /** All that the visitor sees, oldest first. */
  async sees(): Promise<readonly VisitorLine[]> {
    return readLines(await this.#call('GET', '/messages'));
  }

  /** The texts of agents alone, oldest first. */
  async hears(): Promise<readonly string[]> {
    return (await this.sees()).filter(({ from }) => from === 'agent').map(({ text }) => text);
  }
}
