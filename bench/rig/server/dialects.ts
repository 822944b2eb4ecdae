import { envelopeData, messageData, SENT, transportData } from '../workload.ts';

/** What a hand-written server says: as little work as can be, so that the clients are what is measured. */
export interface Dialect {
  /** The frames with which a frame from the client is answered; a subscription gets a first event at once. */
  readonly answer: (frame: ClientFrame) => readonly string[];
  /** One event of a subscription. */
  readonly data: (subscriptionId: string, data: unknown) => string;
  /** The id under which the client of this frame expects the events, null when it starts no subscription. */
  readonly startedBy: (frame: ClientFrame) => string | null;
}

/** A frame of either protocol, as far as the server looks into it. */
export interface ClientFrame {
  readonly id?: string;
  readonly type?: string;
  readonly sig?: string;
  readonly payload?: unknown;
}

/** Zendesk's envelope. */
export const envelope: Dialect = {
  answer(frame) {
    if (frame.sig === 'PING') return [JSON.stringify({ sig: 'PONG', payload: frame.payload })];
    const id = this.startedBy(frame);
    if (id === null) return [JSON.stringify({ payload: { data: SENT }, id: frame.id })];
    const answer = JSON.stringify({ payload: { data: { subscription_id: id } }, id: frame.id });
    return [answer, envelopeData(id, messageData(0))];
  },
  data: envelopeData,
  startedBy: frame => (isSubscription(frame) ? `a1gf13bjz1-${frame.id}` : null),
};

/** The protocol of graphql-ws. */
export const transport: Dialect = {
  answer(frame) {
    const { id = '' } = frame;
    if (frame.type === 'connection_init') return ['{"type":"connection_ack"}'];
    if (frame.type === 'ping') return ['{"type":"pong"}'];
    if (frame.type !== 'subscribe') return [];
    if (isSubscription(frame)) return [transportData(id, messageData(0))];
    return [transportData(id, SENT), JSON.stringify({ id, type: 'complete' })];
  },
  data: transportData,
  startedBy: frame => (isSubscription(frame) ? (frame.id ?? null) : null),
};

function isSubscription({ payload }: ClientFrame): boolean {
  if (typeof payload !== 'object' || payload === null || !('query' in payload)) return false;
  return String(payload.query).startsWith('subscription');
}
