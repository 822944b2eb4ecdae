export { createClient } from './client.ts';
export type {
  Client,
  ClientEvent,
  ClientEventListener,
  ClientEvents,
  ClientOptions,
  ClientState,
  EndOfServiceDecision,
  GraphQLWsEvent,
  GraphQLWsEventListener,
} from './clientTypes.ts';
export type {
  AnswerFrame,
  DataFrame,
  EndOfServiceFrame,
  ExecutionResult,
  InvalidFrame,
  Outcome,
  PongFrame,
  RequestId,
  ResultError,
  ServerFrame,
  Sink,
  SubscribePayload,
  SubscriptionId,
} from './envelope.ts';
export {
  ConnectionLostError,
  EnvelopeError,
  ProtocolError,
  RequestTimeoutError,
  SessionEndedError,
} from './errors.ts';
export type { WebSocketConstructor, WebSocketLike } from './webSocket.ts';
