/** Who the agent of the scripted Zendesk is. */
export const AGENT = { __typename: 'Agent', id: 'agent-1', display_name: 'Ana', name: 'Ana' } as const;

/** A message in the words of the API. */
export type WireMessage = {
  readonly __typename: 'Message';
  readonly id: string;
  readonly content: string;
  readonly msg_id: null;
  readonly options: null;
  readonly sender_name: string;
  readonly timestamp: number;
  readonly from: { readonly __typename: string; readonly id: string; readonly display_name: string };
};

/** A visitor and the channel in which they write. */
export type WireChannel = {
  readonly id: string;
  readonly visitorId: string;
  readonly name: string;
  /** Served by the agent; else by nobody. */
  isServed: boolean;
  /** What RecentLogs knows, oldest first. */
  readonly logs: WireMessage[];
};

export function channel(number: number, isServed: boolean): WireChannel {
  const digits = String(number).padStart(5, '0');
  return {
    id: `channel-${digits}`,
    visitorId: `visitor-${digits}`,
    name: `Visitor ${digits}`,
    isServed,
    logs: [],
  };
}

let lastId = 0;

/** A message of the channel's visitor, or of the agent, written at `at` (UNIX ms). */
export function message(channel: WireChannel, content: string, at: number, isAgent = false): WireMessage {
  lastId += 1;
  const visitor = { __typename: 'Visitor', id: channel.visitorId, display_name: channel.name };
  const from = isAgent ? AGENT : visitor;
  return {
    __typename: 'Message',
    id: `message-${lastId}`,
    content,
    msg_id: null,
    options: null,
    sender_name: from.display_name,
    timestamp: at,
    from: { __typename: from.__typename, id: from.id, display_name: from.display_name },
  };
}

/** The data that an operation is answered with. */
export function answerTo(
  operation: string,
  channels: readonly WireChannel[],
  variables: Readonly<Record<string, unknown>>,
): unknown {
  switch (operation) {
    case 'Channels':
      return { channels: connection(channels.map(channelNode)) };
    case 'RecentLogs':
    case 'EarlierLogs':
      return { channels: connection(channels.map(one => logsNode(one, Number(variables['last'])))) };
    case 'Departments':
      return { departments: connection(DEPARTMENTS) };
    case 'Agents':
      return { agents: connection([{ ...AGENT, status: 'ONLINE' }]) };
    case 'UpdateAgentStatus':
      return { updateAgentStatus: { node: AGENT } };
    case 'SetTyping':
      return { setTypingIndicator: { success: true } };
    default:
      throw new Error(`Expected an operation of the script, got ${operation}.`);
  }
}

/** The payload of one live message. */
export function liveData(channel: WireChannel, said: WireMessage): unknown {
  return {
    message: {
      node: {
        ...said,
        channel: { __typename: 'VisitorChannel', id: channel.id, visitor: { id: channel.visitorId } },
      },
    },
  };
}

const DEPARTMENTS = ['Sales', 'Support', 'Billing', 'Returns'].map((name, index) => ({
  __typename: 'Department',
  id: `department-${index}`,
  name,
  status: 'ONLINE',
}));

function channelNode(one: WireChannel) {
  return {
    __typename: 'VisitorChannel',
    id: one.id,
    agents: connection(one.isServed ? [AGENT] : []),
    city: 'Lisbon',
    country: 'PT',
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0',
    department: DEPARTMENTS[0],
    state: one.isServed ? 'ONGOING' : 'INCOMING',
    visitor: {
      __typename: 'Visitor',
      id: one.visitorId,
      display_name: one.name,
      email: `${one.visitorId}@example.com`,
      phone: null,
      raw_id: null,
      current_country: null,
      current_region: null,
      current_tags: [],
    },
  };
}

function logsNode({ id, visitorId, logs }: WireChannel, last: number) {
  return {
    __typename: 'VisitorChannel',
    id,
    visitor: { __typename: 'Visitor', id: visitorId },
    logs: connection(logs.slice(-last)),
  };
}

function connection(nodes: readonly unknown[]) {
  return { edges: nodes.map(node => ({ node })) };
}
