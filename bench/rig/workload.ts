/** What is asked for and sent: the same in every benchmark of the adapter. */
export const SUBSCRIBE_MESSAGES = { query: 'subscription Messages { message { node { id content } } }' };

export const SEND_MESSAGE = {
  query: 'mutation Send($msg: String!) { sendMessage(channel_id: "1", msg: $msg) { success } }',
  variables: { msg: 'Where is my order? It was to come on Tuesday.' },
};

export const SENT = { sendMessage: { __typename: 'SendMessageMutation', success: true } };

/** A message as the dashboard's live feed gets it; its frame has about 400 bytes. */
export function messageData(n: number): Readonly<Record<string, unknown>> {
  return {
    message: {
      __typename: 'MessageEdge',
      node: {
        __typename: 'Message',
        id: `bWVzc2FnZS0${n}`,
        content: `Message ${n}: where is my order? It was to come on Tuesday.`,
        timestamp: 1_577_836_800_000 + n,
        msg_id: `m-${n}`,
        channel: { __typename: 'VisitorChannel', id: 'Y2hhbm5lbC0x' },
        from: { __typename: 'Visitor', id: 'dmlzaXRvci0x', display_name: 'Visitor 12345678' },
      },
    },
  };
}

/** Data of a subscription in the frames of Zendesk's envelope. */
export function envelopeData(id: string, data: unknown): string {
  return JSON.stringify({ payload: { data }, sig: 'DATA', subscription_id: id });
}

/** Data of a subscription in the frames of graphql-ws. */
export function transportData(id: string, data: unknown): string {
  return JSON.stringify({ id, type: 'next', payload: { data } });
}
