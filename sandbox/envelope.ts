import * as v from 'valibot';
import type { GraphqlPayload, Outcome } from './graphql/execution.ts';
import { shortened } from './refusal.ts';

/** The client's own id for a request. It is echoed as it came. */
export type RequestId = number | string;

/** A frame from a client, checked. */
export type ClientFrame =
  | { readonly kind: 'request'; readonly id: RequestId; readonly payload: GraphqlPayload }
  | { readonly kind: 'stop'; readonly id: RequestId; readonly subscriptionId: string }
  | { readonly kind: 'ping'; readonly payload: unknown }
  | { readonly kind: 'malformed'; readonly id: RequestId | null; readonly body: string };

/** A frame to a client but DATA, in the words of the article, "WebSocket request and response body structure". */
export type ServerFrame =
  | { readonly payload: unknown; readonly id: RequestId }
  | { readonly errorCode: number; readonly payload: unknown; readonly id?: RequestId }
  | { readonly sig: 'PONG'; readonly payload?: unknown }
  | { readonly sig: 'EOS'; readonly reason: string };

const idSchema = v.union([v.number(), v.string()]);

export const graphqlPayloadSchema = v.pipe(
  v.object({
    query: v.string(),
    variables: v.nullish(v.record(v.string(), v.unknown()), {}),
    operationName: v.nullish(v.string(), null),
  }),
  v.transform((payload): GraphqlPayload => ({ ...payload, variables: payload.variables ?? {} })),
);

const requestSchema = v.object({ type: v.literal('request'), id: idSchema, payload: graphqlPayloadSchema });
const stopSchema = v.object({
  type: v.literal('stop_subscription'),
  id: idSchema,
  payload: v.object({ subscription_id: v.string() }),
});
const pingSchema = v.object({ sig: v.literal('PING'), payload: v.optional(v.unknown()) });

/** Reads a frame of which nothing is known yet. Never throws: what is not understood is `malformed`. */
export function decodeFrame(text: string): ClientFrame {
  const frame = parsedJson(text);
  if (frame === undefined) return malformed(null, 'The frame is not JSON.');
  if (v.is(pingSchema, frame)) return { kind: 'ping', payload: frame.payload };
  const request = v.safeParse(requestSchema, frame);
  if (request.success) return { kind: 'request', id: request.output.id, payload: request.output.payload };
  const stop = v.safeParse(stopSchema, frame);
  if (stop.success) {
    return { kind: 'stop', id: stop.output.id, subscriptionId: stop.output.payload.subscription_id };
  }
  return malformed(idOf(frame), whatIsWrong(frame));
}

/** The answer to a request, whether it went well or not. */
export function answerFrame(id: RequestId, outcome: Outcome): ServerFrame {
  if (outcome.ok) return { payload: outcome.payload, id };
  return { errorCode: outcome.status, payload: outcome.payload, id };
}

/** What a DATA frame holds beside its subscription's id, as text. */
export interface DataBody {
  readonly text: string;
}

/** Made once for each event, however many hear it. The article writes `error_code` here, and `errorCode` elsewhere. */
export function dataBody(outcome: Outcome): DataBody {
  const { payload } = outcome;
  return { text: JSON.stringify(outcome.ok ? { payload } : { error_code: outcome.status, payload }) };
}

/** A DATA frame, as text. */
export function dataFrameText(subscriptionId: string, body: DataBody): string {
  return `{"sig":"DATA","subscription_id":${JSON.stringify(subscriptionId)},${body.text.slice(1)}`;
}

/** A protocol error (article, "protocolErrorPayload"); without an id where none could be read. */
export function protocolErrorFrame(id: RequestId | null, body: string, status = 400): ServerFrame {
  return { errorCode: status, payload: { body: shortened(body) }, ...(id === null ? {} : { id }) };
}

function malformed(id: RequestId | null, body: string): ClientFrame {
  return { kind: 'malformed', id, body };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function idOf(frame: unknown): RequestId | null {
  return v.is(v.object({ id: idSchema }), frame) ? frame.id : null;
}

function whatIsWrong(frame: unknown): string {
  if (!v.is(v.record(v.string(), v.unknown()), frame)) return 'Expected a JSON object.';
  if (v.is(v.object({ sig: v.string() }), frame))
    return `Signal "${frame.sig}" is not known; expected "PING".`;
  if (idOf(frame) === null) return 'id is missing; expected a number or a string.';
  const type = frame['type'];
  if (type === 'request') return 'payload of a request must hold query (text), variables and operationName.';
  if (type === 'stop_subscription') return 'payload of stop_subscription must hold subscription_id (text).';
  return `type is ${JSON.stringify(type) ?? 'missing'}; expected "request" or "stop_subscription".`;
}
