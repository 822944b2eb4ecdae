import type { GraphQLFormattedError } from 'graphql';

/** The caller's own id of one request, as the adapter compares it: always text, whatever the server echoes. */
export type RequestId = string & { readonly __brand?: 'RequestId' };

/** The server's name of one running subscription, from its answer. */
export type SubscriptionId = string & { readonly __brand?: 'SubscriptionId' };

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

export type ClientFrame = RequestFrame | StopFrame | PingFrame;

/** Why an operation did not give a result: named GraphQL errors, or the protocol error's text. */
export interface Refusal {
  /** HTTP status, 0 when none came. */
  readonly status: number;
  readonly errors: readonly ResultError[];
  /** Text of a protocol error; undefined when named errors came. */
  readonly body: string | undefined;
}

/** What came of an operation or of an event of a subscription. */
export type Outcome =
  | { readonly result: ExecutionResult<unknown>; readonly refusal?: undefined }
  | { readonly refusal: Refusal; readonly result?: undefined };

/** A checked frame from the server. `invalid` is whatever is not understood, with the reason in words. */
export type ServerFrame =
  | { readonly kind: 'answer'; readonly id: RequestId; readonly outcome: Outcome }
  | { readonly kind: 'data'; readonly subscriptionId: SubscriptionId; readonly outcome: Outcome }
  | { readonly kind: 'pong'; readonly payload: unknown }
  | { readonly kind: 'endOfService'; readonly reason: string }
  | { readonly kind: 'invalid'; readonly problem: string };
