import { describe, expect, it } from 'vitest';
import { ada, ben, chat } from '../testing/builders.ts';
import { hasHappened, type SilentAct } from './hasHappened.ts';

const transfer: SilentAct = { kind: 'transfer', departmentId: 'sales', departmentName: 'Sales' };
const leave: SilentAct = { kind: 'leave' };
const handOver: SilentAct = { kind: 'invite', agentId: ben.id, agentName: ben.name, leave: true };
const invite: SilentAct = { ...handOver, leave: false };
const tags: SilentAct = { kind: 'tags', tags: ['vip', 'refund'] };
const rename: SilentAct = { kind: 'visitorEdit', rawId: '2.abc', displayName: ' Grace ' };

describe('whether an act has happened', () => {
  it.each([
    ['a transfer, when the chat is gone', transfer, null, 'found'],
    ['a leave, when a colleague has the chat', leave, chat({ agents: [ben] }), 'found'],
    ['a hand-over, when the chat is still mine', handOver, chat({ agents: [ada] }), 'absent'],
    ['a transfer, when the chat is still mine', transfer, chat({ agents: [ada] }), 'absent'],
    ['an invitation, when the colleague has come', invite, chat({ agents: [ada, ben] }), 'found'],
    ['an invitation, when the colleague is not there yet', invite, chat({ agents: [ada] }), 'unknown'],
    ['tags, when all are there', tags, chat({ tags: ['refund', 'vip', 'x'] }), 'found'],
    ['tags, when one is missing', tags, chat({ tags: ['vip'] }), 'absent'],
    ['tags, when the chat is gone', tags, null, 'unknown'],
    ['a new name, when the visitor has it', rename, chat({ name: 'Grace' }), 'found'],
    ['a new name, when the visitor has another', rename, chat({ name: 'Ada' }), 'absent'],
  ] as const)('is told of %s', (_what, act, found, outcome) => {
    expect(hasHappened(act, found, ada.id)).toBe(outcome);
  });
});
