export const agentStatuses = ['ONLINE', 'AWAY', 'INVISIBLE'] as const;

/** An agent's own status, as Zendesk names it. */
export type AgentStatus = (typeof agentStatuses)[number];
