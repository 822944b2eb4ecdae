/** The chats of the account, each of a visitor who is served by the agent. */
const AGENT = { __typename: 'Agent', id: 'agent-ada', display_name: 'Ada' };

/** A Zendesk with so many open channels, in this process: a WebSocket class, and the frames of its messages. */
export function zendeskWith(channels: number) {
  const sockets = new Set<ChannelsSocket>();
  const answers = answersWith(Array.from({ length: channels }, (_, n) => channelNode(n)));

  class ChannelsSocket {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readyState = 0;
    onopen: ((event: unknown) => void) | null = null;
    onmessage: ((event: { readonly data: unknown }) => void) | null = null;
    onerror: ((event: unknown) => void) | null = null;
    onclose: ((event: unknown) => void) | null = null;

    constructor() {
      sockets.add(this);
      setTimeout(() => {
        this.readyState = 1;
        this.onopen?.({});
      });
    }

    send(text: string): void {
      const frame = JSON.parse(text);
      const data = answers.get(frame.payload?.operationName) ?? NOTHING;
      const pong = JSON.stringify({ sig: 'PONG', payload: frame.payload });
      const reply = `{"id":${JSON.stringify(frame.id)},"payload":{"data":${data}}}`;
      setTimeout(() => this.onmessage?.({ data: frame.sig === 'PING' ? pong : reply }));
    }

    close(): void {
      this.readyState = 3;
      sockets.delete(this);
    }
  }

  return {
    socket: ChannelsSocket,
    /** Hands a frame to whoever is connected. */
    deliver(data: string): void {
      for (const socket of sockets) socket.onmessage?.({ data });
    },
  };
}

/** The text of the frame that brings this visitor's message. */
export function messageFrame(visitor: number, n: number): string {
  const from = { __typename: 'Visitor', id: `visitor-${visitor}`, display_name: `Visitor ${visitor}` };
  const node = {
    __typename: 'Message',
    id: `message-${visitor}-${n}`,
    content: `Message ${n}: where is my order? It was to come on Tuesday.`,
    msg_id: null,
    options: null,
    sender_name: from.display_name,
    timestamp: 1_577_836_800_000 + n * 1_000,
    from,
    channel: { __typename: 'VisitorChannel', id: `channel-${visitor}`, visitor: from },
  };
  return JSON.stringify({
    sig: 'DATA',
    subscription_id: 'Messages',
    payload: { data: { message: { node } } },
  });
}

/** The texts of the answers, by operation: to write them is no part of what is measured. */
function answersWith(nodes: readonly unknown[]): ReadonlyMap<string, string> {
  const channelsRead = { channels: { edges: nodes.map(node => ({ node })) } };
  return new Map([
    ['Messages', '{"subscription_id":"Messages"}'],
    ['ChatActivity', '{"subscription_id":"ChatActivity"}'],
    ['UpdateAgentStatus', JSON.stringify({ updateAgentStatus: { node: AGENT } })],
    ['Channels', JSON.stringify(channelsRead)],
  ]);
}

const NOTHING = '{"channels":{"edges":[]},"departments":{"edges":[]},"agents":{"edges":[]}}';

function channelNode(n: number): unknown {
  return {
    __typename: 'VisitorChannel',
    id: `channel-${n}`,
    agents: { edges: [{ node: AGENT }] },
    city: 'Stockholm',
    country: 'Sweden',
    user_agent: 'Mozilla/5.0',
    department: null,
    state: 'ONGOING',
    visitor: {
      __typename: 'Visitor',
      id: `visitor-${n}`,
      display_name: `Visitor ${n}`,
      email: null,
      phone: null,
      raw_id: null,
      current_country: 'Sweden',
      current_region: 'Stockholm',
      current_tags: [],
    },
  };
}
