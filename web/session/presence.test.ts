import { ConnectionLostError } from 'graphql-ws-adapter-custom';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Later } from '../testing/later.ts';
import { type Reply, ScriptedClient } from '../testing/scriptedClient.ts';
import { agentNode } from '../testing/wire.ts';
import type { AgentStatus } from './agentStatus.ts';
import { Presence } from './presence.ts';

const answer = (node: unknown = agentNode('a', 'Ada')) => ({ data: { updateAgentStatus: { node } } });
const noLine: Reply = () => Promise.reject(new Error('no line'));
const lost: Reply = () => Promise.reject(new ConnectionLostError('The socket was lost.', true));
const refused = (status: AgentStatus) => ({
  errors: [{ message: `Value "${status}" does not exist in "AGENT_STATUS" enum.` }],
});

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
    const { presence, statuses } = open(
      ({ status }) => (status === 'ONLINE' ? answer() : refused('INVISIBLE')),
      'INVISIBLE',
    );
    await expect(presence.resend()).rejects.toThrow('does not take the status invisible');
    expect(statuses()).toEqual(['INVISIBLE', 'ONLINE']);
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'ONLINE', me: { name: 'Ada' } });
  });

  it('stands when the connection is lost before the answer, and goes out with the next one', async () => {
    const { script, presence, statuses } = open();
    await presence.resend();
    script.reply('UpdateAgentStatus', lost);
    await presence.change('AWAY');
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'AWAY', pending: true });
    script.reply('UpdateAgentStatus', () => answer());
    await presence.resend();
    expect(statuses()).toEqual(['ONLINE', 'AWAY', 'AWAY']);
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'AWAY', pending: false });
  });

  it('goes back to what was confirmed last, not to a choice that nobody has answered', async () => {
    const { script, presence } = open();
    await presence.change('INVISIBLE');
    script.reply('UpdateAgentStatus', lost);
    await presence.change('ONLINE');
    script.reply('UpdateAgentStatus', () => refused('AWAY'));
    await expect(presence.change('AWAY')).rejects.toThrow('does not exist');
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'INVISIBLE', pending: false });
  });

  it('goes back to what was confirmed last when the next connection does not take it', async () => {
    const { script, presence, statuses } = open();
    await presence.change('INVISIBLE');
    script.reply('UpdateAgentStatus', lost);
    await presence.change('AWAY');
    script.reply('UpdateAgentStatus', ({ status }) => (status === 'AWAY' ? refused('AWAY') : answer()));
    await expect(presence.resend()).rejects.toThrow('does not take the status away, so you are invisible');
    expect(statuses()).toEqual(['INVISIBLE', 'AWAY', 'AWAY', 'INVISIBLE']);
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'INVISIBLE', pending: false });
  });

  it('is not undone by an older change that fails', async () => {
    const { presence, answers } = openInOrder();
    const older = presence.change('AWAY');
    const newer = presence.change('INVISIBLE');
    answers[0]?.reject(new Error('Not today'));
    await expect(older).rejects.toThrow('Not today');
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'INVISIBLE', pending: true });
    answers[1]?.resolve(answer());
    await newer;
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'INVISIBLE', pending: false });
  });

  it('is not undone by an older one that the next connection does not take', async () => {
    const { presence, answers, statuses } = openInOrder('AWAY');
    const resent = presence.resend();
    const newer = presence.change('INVISIBLE');
    answers[1]?.resolve(answer());
    await newer;
    answers[0]?.resolve(refused('AWAY'));
    await vi.waitFor(() => expect(statuses()).toEqual(['AWAY', 'INVISIBLE', 'INVISIBLE']));
    answers[2]?.resolve(answer());
    await resent;
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'INVISIBLE', pending: false });
  });

  it('is sent once more when an older change is taken after it', async () => {
    const { presence, answers, statuses } = openInOrder();
    const older = presence.change('AWAY');
    const newer = presence.change('INVISIBLE');
    answers[1]?.resolve(answer());
    await newer;
    answers[0]?.resolve(answer());
    await vi.waitFor(() => expect(statuses()).toEqual(['AWAY', 'INVISIBLE', 'INVISIBLE']));
    answers[2]?.resolve(answer());
    await older;
    expect(presence.state.getSnapshot()).toMatchObject({ status: 'INVISIBLE', pending: false });
  });
});

/** Each request is answered by the test, in any order. */
function openInOrder(status?: AgentStatus) {
  const answers: Later<ReturnType<typeof answer> | ReturnType<typeof refused>>[] = [];
  const opened = open(() => {
    const later = new Later<ReturnType<typeof answer> | ReturnType<typeof refused>>();
    answers.push(later);
    return later.promise;
  }, status);
  return { ...opened, answers };
}
