import type {
  PingFrame,
  RequestFrame,
  RequestId,
  StopFrame,
  SubscribePayload,
  SubscriptionId,
} from './envelope.ts';
import { isFields } from './fields.ts';

/** A payload as text, made once: sending it again gives the same bytes, whatever became of its variables. */
export interface EncodedPayload {
  readonly payload: SubscribePayload;
  readonly text: string;
}

/**
 * Picks what the envelope carries (rule 7). With `sorted`, equal payloads give equal text, whatever the order of their
 * variables. Throws a TypeError for variables that are no JSON.
 */
export function encodePayload(payload: SubscribePayload, sorted = false): EncodedPayload {
  const { query, variables, operationName } = payload;
  const sent: RequestFrame['payload'] = {
    query,
    variables: variables ?? undefined,
    operationName: operationName ?? undefined,
  };
  return { payload, text: JSON.stringify(sent, sorted ? sortKeys : undefined) };
}

function sortKeys(_key: string, value: unknown): unknown {
  return isFields(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

/** A query, a mutation or the start of a subscription. */
export function encodeRequest(id: RequestId, { text }: EncodedPayload): string {
  return `{"payload":${text},"type":"request","id":${JSON.stringify(id)}}`;
}

/** The end of a subscription. */
export function encodeStop(id: RequestId, subscriptionId: SubscriptionId): string {
  const frame: StopFrame = { payload: { subscription_id: subscriptionId }, type: 'stop_subscription', id };
  return JSON.stringify(frame);
}

/** A question for a sign of life. */
export function encodePing(payload: unknown): string {
  const frame: PingFrame = { sig: 'PING', payload };
  return JSON.stringify(frame);
}
