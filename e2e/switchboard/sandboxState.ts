/** What `GET /__sandbox/state` tells, as far as the tests ask. */
export type SandboxState = {
  readonly departments: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  readonly agents: readonly { readonly name: string; readonly status: string }[];
  readonly channels: readonly SandboxChannel[];
  readonly sessions: readonly SandboxSession[];
  readonly faults: readonly { readonly kind: string; readonly struck: number }[];
};

export type SandboxChannel = {
  /** The visitor's display name. */
  readonly visitor: string;
  readonly state: string;
  /** Name of the department, null for none. */
  readonly department: string | null;
  /** Names of those who serve it. */
  readonly agents: readonly string[];
};

export type SandboxSession = {
  readonly id: string;
  /** Name of the agent. */
  readonly agent: string;
  readonly sockets: number;
  readonly subscriptions: number;
};

/** One line of what a visitor sees. */
export type VisitorLine = { readonly from: string; readonly text: string; readonly msgId: string | null };

/** Checks an answer to `GET /__sandbox/state`; throws and names the field that is not as agreed. */
export function readState(answer: unknown): SandboxState {
  const state = readRecord(answer, 'state');
  return {
    departments: readList(state, 'departments').map(item => ({
      id: readText(item, 'id'),
      name: readText(item, 'name'),
      status: readText(item, 'status'),
    })),
    agents: readList(state, 'agents').map(item => ({
      name: readText(item, 'name'),
      status: readText(item, 'status'),
    })),
    channels: readList(state, 'channels').map(readChannel),
    sessions: readList(state, 'sessions').map(item => ({
      id: readText(item, 'session_id'),
      agent: readText(item, 'agent'),
      sockets: readNumber(item, 'sockets'),
      subscriptions: readNumber(item, 'subscriptions'),
    })),
    faults: readList(state, 'faults').map(item => ({
      kind: readText(item, 'kind'),
      struck: readNumber(item, 'struck'),
    })),
  };
}

/** Checks an answer to `GET /__sandbox/visitors/:id/messages`. */
export function readLines(answer: unknown): readonly VisitorLine[] {
  return readRecords(answer, 'messages').map(item => ({
    from: readText(item, 'from'),
    text: readText(item, 'text'),
    msgId: item['msg_id'] === undefined ? null : readText(item, 'msg_id'),
  }));
}

/** Reads a text out of an answer that is an object. */
export function readTextOf(answer: unknown, key: string): string {
  return readText(readRecord(answer, 'answer'), key);
}

type JsonRecord = Readonly<Record<string, unknown>>;

function readChannel(channel: JsonRecord): SandboxChannel {
  const { department } = channel;
  return {
    visitor: readText(readRecord(channel['visitor'], 'visitor'), 'name'),
    state: readText(channel, 'state'),
    department: department === null ? null : readText(readRecord(department, 'department'), 'name'),
    agents: readList(channel, 'agents').map(agent => readText(agent, 'name')),
  };
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readRecord(value: unknown, name: string): JsonRecord {
  if (isRecord(value)) return value;
  throw new TypeError(`Expected "${name}" to be an object, got ${JSON.stringify(value)}.`);
}

function readRecords(value: unknown, name: string): readonly JsonRecord[] {
  if (!Array.isArray(value)) {
    throw new TypeError(`Expected "${name}" to be a list, got ${JSON.stringify(value)}.`);
  }
  return value.map((item: unknown) => readRecord(item, `an item of ${name}`));
}

function readList(record: JsonRecord, key: string): readonly JsonRecord[] {
  return readRecords(record[key], key);
}

function readText(record: JsonRecord, key: string): string {
  const value = record[key];
  if (typeof value === 'string') return value;
  throw new TypeError(`Expected "${key}" to be text, got ${JSON.stringify(value)}.`);
}

function readNumber(record: JsonRecord, key: string): number {
  const value = record[key];
  if (typeof value === 'number') return value;
  throw new TypeError(`Expected "${key}" to be a number, got ${JSON.stringify(value)}.`);
}
