import { afterEach, describe, expect, it, vi } from 'vitest';
import { Later } from '../testing/later.ts';
import { type Reply, ScriptedClient } from '../testing/scriptedClient.ts';
import { agentNode } from '../testing/wire.ts';
import type { AgentStatus } from './agentStatus.ts';
import { Presence } from './presence.ts';

const answer = (node: unknown = agentNode('a', 'Ada')) => ({ data: { updateAgentStatus: { node } } });
const noLine: Reply = () => Promise.reject(new Error('no line'));

function open(reply: Reply = () => answer(), status: AgentStatus = 'ONLINE') {
  const script = new ScriptedClient({ UpdateAgentStatus: reply });
  const presence = new Presence(script.ask, status);
  const statuses = () => script.sent.map(({ variables }) => variables['status']);
  return { script, presence, statuses };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the own status', () => {
  it('is online at first, of somebody who is not known yet', () => {
    expect(open().presence.state.getSnapshot()).toEqual({ status: 'ONLINE', me: null, pending: true });
  });

  it('learns from the answer who the agent is', async () => {
    const { presence, statuses } = open();
    await presence.resend();
    expect(statuses()).toEqual(['ONLINE']);
    expect(presence.state.getSnapshot()).toEqual({
      status: 'ONLINE',
      me: { id: 'a', name: 'Ada' },
      pending: false,
    });
  });

  it('does not forget who the agent is when an answer does not tell', async () => {
    const { script, presence } = open();
    await presence.resend();
    script.reply('UpdateAgentStatus', () => answer(null));
    await presence.resend();
    expect(presence.state.getSnapshot().me).toEqual({ id: 'a', name: 'Ada' });
  });

  it('changes on the screen at once, and is pending until the answer', async () => {
    const later = new Later<ReturnType<typeof answer>>();
    const { presence, statuses } = open(() => later.promise);
    const changed = presence.change('AWAY');
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'AWAY', pending: true });
    later.resolve(answer());
    await changed;
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'AWAY', pending: false });
    expect(statuses()).toEqual(['AWAY']);
  });

  it('goes back when it can’t be changed, and throws why', async () => {
    const { presence } = open(noLine);
    await expect(presence.change('AWAY')).rejects.toThrow('no line');
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'ONLINE', pending: false });
    expect(open().presence.state.getSnapshot().status).toBe('ONLINE');
  });

  it('is sent again as it was kept', async () => {
    const { presence, statuses } = open(() => answer(), 'INVISIBLE');
    expect(presence.state.getSnapshot().status).toBe('INVISIBLE');
    await presence.resend();
    expect(statuses()).toEqual(['INVISIBLE']);
  });

  it('becomes online where the service does not take the kept one, and says so', async () => {
    const refused = { errors: [{ message: 'Value "INVISIBLE" does not exist in "AGENT_STATUS" enum.' }] };
    const { presence, statuses } = open(
      ({ status }) => (status === 'ONLINE' ? answer() : refused),
      'INVISIBLE',
    );
    await expect(presence.resend()).rejects.toThrow('does not take the status invisible');
    expect(statuses()).toEqual(['INVISIBLE', 'ONLINE']);
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'ONLINE', me: { name: 'Ada' } });
  });
});
