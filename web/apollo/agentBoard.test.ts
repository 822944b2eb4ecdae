import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScriptedClient } from '../testing/scriptedClient.ts';
import { connection } from '../testing/wire.ts';
import { AgentBoard, readAgents } from './agentBoard.ts';

const node = (id: string, status: string, name: string | null = id, display: string | null = null) => ({
  __typename: 'Agent',
  id,
  name,
  display_name: display,
  status,
});
const answer = (...nodes: readonly unknown[]) => ({ agents: connection(...nodes) });

describe('reading agents', () => {
  it('gives them in the order of the alphabet, by their full name where it is told', () => {
    expect(
      readAgents(answer(node('b', 'AWAY', null, 'Bea'), node('a', 'ONLINE', 'Ada King', 'Ada'))),
    ).toEqual([
      { id: 'a', name: 'Ada King', status: 'ONLINE' },
      { id: 'b', name: 'Bea', status: 'AWAY' },
    ]);
  });

  it('shows a status and a name that it does not understand as what they are', () => {
    expect(readAgents(answer(node('x', 'ON_STRIKE', ' '), null, { name: 'No id' }))).toEqual([
      { id: 'x', name: 'Agent', status: 'UNKNOWN' },
    ]);
  });
});

describe('the agent board', () => {
  let script = new ScriptedClient();
  beforeEach(() => {
    vi.useFakeTimers();
    script = new ScriptedClient({ Agents: () => ({ data: answer(node('ada', 'ONLINE')) }) });
  });
  afterEach(() => {
    script.client.stop();
    vi.useRealTimers();
  });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const wait = () => vi.advanceTimersByTimeAsync(10_000);
  const statuses = (board: AgentBoard) => board.list.getSnapshot().agents.map(({ status }) => status);

  it('reads nothing until somebody watches, then again and again until nobody does', async () => {
    const board = new AgentBoard(script.client);
    await wait();
    expect(script.countOf('Agents')).toBe(0);
    const [stop, stopToo] = [board.watch(), board.watch()];
    await settle();
    expect(statuses(board)).toEqual(['ONLINE']);
    script.reply('Agents', () => ({ data: answer(node('ada', 'AWAY')) }));
    await wait();
    expect(statuses(board)).toEqual(['AWAY']);
    stop();
    stop();
    await wait();
    expect(script.countOf('Agents')).toBe(3);
    stopToo();
    await wait();
    expect(script.countOf('Agents')).toBe(3);
  });

  it('asks for nothing while there is no connection', async () => {
    let isLive = false;
    const board = new AgentBoard(script.client, () => isLive);
    const stop = board.watch();
    await settle();
    const first = script.countOf('Agents');
    await wait();
    expect(script.countOf('Agents')).toBe(first);
    isLive = true;
    await wait();
    expect(script.countOf('Agents')).toBe(first + 1);
    stop();
  });

  it('keeps the list through an error, and tells it', async () => {
    const board = new AgentBoard(script.client);
    const stop = board.watch();
    await settle();
    script.reply('Agents', () => ({ errors: [{ message: 'Broken' }] }));
    await wait();
    expect(board.list.getSnapshot()).toMatchObject({ loaded: true, error: expect.any(Error) });
    expect(statuses(board)).toEqual(['ONLINE']);
    await expect(board.refresh()).rejects.toThrow('Broken');
    stop();
  });
});
