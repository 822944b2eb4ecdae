import type { Chat, Member } from '../apollo/chat.ts';
import type { Department, DepartmentStatus } from '../apollo/departmentBoard.ts';
import { messageAct } from '../outbox/act.ts';
import type { Hold } from '../outbox/heldActs.ts';
import type { OutboxItem } from '../outbox/outboxItem.ts';

export const ada: Member = { id: 'agent-ada', name: 'Ada' };
export const ben: Member = { id: 'agent-ben', name: 'Ben' };

/** A chat of the visitor `v1` that nobody serves, unless `parts` says otherwise. */
export function chat(parts: Partial<Chat> = {}): Chat {
  const visitorId = parts.visitorId ?? 'v1';
  return {
    visitorId,
    channelId: `channel-${visitorId}`,
    name: `Visitor ${visitorId}`,
    email: null,
    phone: null,
    rawId: null,
    tags: [],
    place: null,
    userAgent: null,
    department: null,
    agents: [],
    state: null,
    ...parts,
  };
}

export function department(id: string, status: DepartmentStatus = 'ONLINE'): Department {
  return { id, name: id[0]?.toUpperCase() + id.slice(1), status, since: null, changes: [] };
}

export function hold(parts: Partial<Hold> = {}): Hold {
  return {
    visitorId: 'v1',
    visitorName: 'Visitor v1',
    act: { kind: 'transfer', departmentId: 'sales', departmentName: 'Sales' },
    farewell: null,
    phase: 'sending',
    until: 0,
    question: null,
    confirmed: false,
    ...parts,
  };
}

/** A message that is being sent to the visitor `v1`, or whatever else `parts` says. */
export function outboxItem(parts: Partial<OutboxItem> = {}): OutboxItem {
  const { text = 'Hello' } = parts;
  return {
    msgId: 'm-1',
    visitorId: 'v1',
    act: messageAct(text),
    text,
    createdAt: 0,
    state: 'sending',
    reason: null,
    agentId: null,
    ...parts,
  };
}
