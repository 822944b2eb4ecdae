import type { Frame } from './protocol.ts';

/** What a frame is, in the envelope's words. */
export const FRAME_KINDS = [
  'request',
  'answer',
  'error',
  'data',
  'stop',
  'heartbeat',
  'eos',
  'socket',
  'unreadable',
] as const;
export type FrameKind = (typeof FRAME_KINDS)[number];

/** A frame as its row shows it. */
export interface FrameLine {
  readonly frame: Frame;
  readonly kind: FrameKind;
  /** One line. */
  readonly summary: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

const ROOT_FIELD = /^[^{]*\{\s*(?:[_A-Za-z]\w*\s*:\s*)?([_A-Za-z]\w*)/;

/** Tells what a frame is and says it in one line. Nothing that comes can make it throw. */
export function frameLine(frame: Frame): FrameLine {
  if (frame.what === 'opened') return { frame, kind: 'socket', summary: openedBy(frame) };
  if (frame.what === 'closed') return { frame, kind: 'socket', summary: closedWith(frame.text) };
  const content = parsed(frame.text);
  if (!isObject(content)) return { frame, kind: 'unreadable', summary: frame.text };
  return frame.what === 'received' ? fromClient(frame, content) : fromSandbox(frame, content);
}

/** The whole frame for reading: JSON indented, anything else as it came. */
export function wholeFrame({ text, cut }: Frame): string {
  const content = parsed(text);
  const whole = content === undefined ? text : JSON.stringify(content, null, 2);
  return cut === 0 ? whole : `${whole}\n… ${cut} characters more were not kept.`;
}

function fromClient(frame: Frame, content: JsonObject): FrameLine {
  if (content['sig'] === 'PING') return { frame, kind: 'heartbeat', summary: 'PING' };
  if (content['type'] === 'stop_subscription') {
    return { frame, kind: 'stop', summary: `stop_subscription ${idOf(content)}` };
  }
  const payload = isObject(content['payload']) ? content['payload'] : content;
  const query = typeof payload['query'] === 'string' ? payload['query'] : null;
  if (query === null) return { frame, kind: 'unreadable', summary: frame.text };
  return { frame, kind: 'request', summary: `${operationOf(query)} ${idOf(content)}`.trim() };
}

function fromSandbox(frame: Frame, content: JsonObject): FrameLine {
  const { sig } = content;
  if (sig === 'PONG') return { frame, kind: 'heartbeat', summary: 'PONG' };
  if (sig === 'EOS') return { frame, kind: 'eos', summary: `EOS: ${String(content['reason'])}` };
  const payload = isObject(content['payload']) ? content['payload'] : content;
  const failure = failureOf(payload);
  if (failure !== null) return { frame, kind: 'error', summary: `${failure} ${idOf(content)}`.trim() };
  const data = JSON.stringify(payload['data'] ?? payload);
  return sig === 'DATA'
    ? { frame, kind: 'data', summary: data }
    : { frame, kind: 'answer', summary: `${data} ${idOf(content)}`.trim() };
}

/** The name of what went wrong, null when nothing did. */
function failureOf(payload: JsonObject): string | null {
  if (typeof payload['body'] === 'string') return payload['body'];
  const errors = payload['errors'] ?? payload['error'];
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  if (!isObject(first)) return null;
  return [first['name'], first['message']].filter(part => typeof part === 'string').join(': ');
}

function operationOf(query: string): string {
  const kind = /^\s*(mutation|subscription)\b/.exec(query)?.[1] ?? 'query';
  return `${kind} ${ROOT_FIELD.exec(query)?.[1] ?? '?'}`;
}

function idOf(content: JsonObject): string {
  const { id } = content;
  return typeof id === 'number' || typeof id === 'string' ? `#${id}` : '';
}

function openedBy({ sessionId }: Frame): string {
  return sessionId === null ? 'opened, on a URL of no session' : 'opened';
}

function closedWith(code: string): string {
  return code === '1006' ? 'closed with 1006: the line was cut' : `closed with ${code}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
