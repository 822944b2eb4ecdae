/* Answers as Zendesk gives them, for tests: whole enough for Apollo's cache to take them. */

export type Node = Readonly<Record<string, unknown>>;

/** A Relay connection of these nodes. */
export function connection(...nodes: readonly unknown[]) {
  return { edges: nodes.map(node => ({ node })) };
}

export function agentNode(id: string, name: string): Node {
  return { __typename: 'Agent', id, display_name: name };
}

/** A channel of the visitor `visitorId` without agents, as Channels reads it. */
export function channelNode(visitorId: string, parts: Node = {}): Node {
  return {
    __typename: 'VisitorChannel',
    id: `channel-${visitorId}`,
    agents: connection(),
    city: null,
    country: null,
    user_agent: null,
    department: null,
    state: null,
    visitor: {
      __typename: 'Visitor',
      id: visitorId,
      display_name: `Visitor ${visitorId}`,
      email: null,
      phone: null,
      raw_id: null,
      current_country: null,
      current_region: null,
      current_tags: [],
    },
    ...parts,
  };
}

export function departmentNode(id: string, status: string, name: string | null = id): Node {
  return { __typename: 'Department', id, name, status };
}

/** A message of the visitor `v1`, as the logs have it; its time is `at`. */
export function messageNode(id: string, at: number, parts: Node = {}): Node {
  return {
    __typename: 'Message',
    id,
    content: id,
    msg_id: null,
    options: null,
    sender_name: 'Visitor v1',
    timestamp: at,
    from: { __typename: 'Visitor', id: 'v1', display_name: 'Visitor v1' },
    ...parts,
  };
}

/** Somebody joined or left: the API gives these no time. */
export function memberNode(typename: 'MemberJoinLog' | 'MemberLeaveLog', id: string): Node {
  return { __typename: typename, id, user_name: 'Ada', user: agentNode('agent-ada', 'Ada') };
}
