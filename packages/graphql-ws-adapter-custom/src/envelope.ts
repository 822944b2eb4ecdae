import type { GraphQLFormattedError } from 'graphql';
import type { EnvelopeError, ProtocolError } from './errors.ts';

/** The caller's own id of one request, as the adapter compares it: always text, whatever the server echoes. */
export type RequestId = string & { readonly brand?: 'RequestId' };

/** The server's name of one running subscription, from its answer. */
export type SubscriptionId = string & { readonly brand?: 'SubscriptionId' };

/** What is asked of the server: the shape of graphql-ws. `extensions` are never sent: the envelope has none. */
export interface SubscribePayload {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly operationName?: string | null | undefined;
  readonly extensions?: Record<string, unknown> | null | undefined;
}

/** One error of a result. `name` and `UUID` are Zendesk's; other servers leave them out. */
export interface ResultError extends GraphQLFormattedError {
  readonly name?: string;
  readonly UUID?: string;
}

/** What one operation gave. Both spellings of the article, `errors` and `error`, arrive here as `errors`. */
export interface ExecutionResult<Data = Record<string, unknown>, Extensions = unknown> {
  data?: Data | null | undefined;
  errors?: ReadonlyArray<ResultError> | undefined;
  extensions?: Extensions | undefined;
}

/** A result whose data nobody has given a type yet. */
export type WireResult = ExecutionResult<unknown>;

/** Why an operation gave no result. */
export type RefusalError = EnvelopeError | ProtocolError;

/** Receives what an operation gives; it ends once, with `error` or with `complete`. */
export interface Sink<T = unknown> {
  next(value: T): void;
  error(error: unknown): void;
  complete(): void;
}

/** A query, a mutation or the start of a subscription. */
export interface RequestFrame {
  readonly type: 'request';
  readonly id: RequestId;
  readonly payload: Pick<SubscribePayload, 'query' | 'variables' | 'operationName'>;
}

/** Ends a subscription. */
export interface StopFrame {
  readonly type: 'stop_subscription';
  readonly id: RequestId;
  readonly payload: { readonly subscription_id: SubscriptionId };
}

/** Asks for a sign of life; the payload comes back. */
export interface PingFrame {
  readonly sig: 'PING';
  readonly payload: unknown;
}

/** What came of an operation: a result, or the error that ends it. */
export type Outcome = WireResult | RefusalError;

/** The answer to a request. */
export interface AnswerFrame {
  readonly kind: 'answer';
  readonly id: RequestId;
  readonly outcome: Outcome;
}

/** One event of a subscription, or an error in place of one. */
export interface DataFrame {
  readonly kind: 'data';
  readonly subscriptionId: SubscriptionId;
  readonly outcome: Outcome;
}

/** The sign of life that was asked for. */
export interface PongFrame {
  readonly kind: 'pong';
  readonly payload: unknown;
}

/** The agent session is over. */
export interface EndOfServiceFrame {
  readonly kind: 'endOfService';
  readonly reason: string;
}

/** Whatever is not understood. `problem` says why, and quotes nothing of the frame. */
export interface InvalidFrame {
  readonly kind: 'invalid';
  readonly problem: string;
}

/** What the server sends, checked and in one spelling. */
export type ServerFrame = AnswerFrame | DataFrame | PongFrame | EndOfServiceFrame | InvalidFrame;
