import { act, renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { commandBoard } from '../../commands/commandBoard.ts';
import { ada, chat, department } from '../../testing/builders.ts';
import { openDesk } from '../../testing/desk.tsx';
import { useTransferChoice } from './useTransferChoice.ts';

const astrid = chat({ visitorId: 'v1', name: 'Astrid', agents: [ada] });
const priya = { id: 'priya', name: 'Priya', status: 'ONLINE' } as const;

/** The choice for a chat that is open. */
async function open(of: typeof astrid | null = astrid) {
  const atDesk = await openDesk();
  const { result, rerender } = renderHook(props => useTransferChoice(props.of), {
    wrapper: atDesk.wrapper,
    initialProps: { of },
  });
  return {
    ...atDesk,
    choice: () => result.current,
    reopen: (other: typeof astrid | null) => rerender({ of: other }),
    holds: () => atDesk.desk.holds.state.getSnapshot(),
    run: (id: string) => {
      act(() => void commandBoard.run(id));
    },
    keysOf: (id: string) => commandBoard.commands.getSnapshot().get(id)?.keys,
  };
}

describe('the choice of who takes a chat', () => {
  it('is offered as commands, with T and Z', async () => {
    const { keysOf, run, choice } = await open();
    expect([keysOf('chat.transfer'), keysOf('transfer.undo')]).toEqual([['t'], ['z']]);
    run('chat.transfer');
    expect(choice().choosing).toBe('department');
    act(() => choice().stopChoosing());
    run('chat.handOver');
    expect(choice().choosing).toBe('colleague');
  });

  it('hands the chat to a department, behind the farewell that names it', async () => {
    const { choice, holds, desk } = await open();
    desk.farewells.write('v1', 'Over to {{department}}!');
    act(() => choice().transfer(department('sales')));
    expect(holds()).toMatchObject([
      {
        visitorId: 'v1',
        visitorName: 'Astrid',
        phase: 'holding',
        act: { kind: 'transfer', departmentId: 'sales', departmentName: 'Sales' },
        farewell: 'Over to Sales!',
      },
    ]);
  });

  it('hands it to a colleague behind the farewell, and invites one without', async () => {
    const { choice, holds, desk } = await open();
    desk.farewells.write('v1', 'Bye');
    act(() => choice().invite(priya, true));
    expect(holds()).toMatchObject([{ act: { agentId: 'priya', leave: true }, farewell: 'Bye' }]);
    act(() => choice().invite(priya, false));
    expect(holds()).toMatchObject([{ act: { agentId: 'priya', leave: false }, farewell: null }]);
  });

  it('asks about a department that is not online', async () => {
    const { choice, holds } = await open();
    act(() => choice().transfer(department('sales', 'OFFLINE')));
    expect(holds()).toMatchObject([{ phase: 'asking', question: { name: 'Sales', status: 'OFFLINE' } }]);
  });

  it('takes the last one back', async () => {
    const { choice, holds, run } = await open();
    act(() => choice().transfer(department('sales')));
    run('transfer.undo');
    expect(holds()).toEqual([]);
    expect(commandBoard.run('transfer.undo')).toBe(false);
  });

  it('is none while no chat is open that can be handed over', async () => {
    const { choice, holds, run } = await open(null);
    run('chat.transfer');
    expect(choice().choosing).toBeNull();
    act(() => choice().transfer(department('sales')));
    expect(holds()).toEqual([]);
  });

  it('never stays for the chat that was opened meanwhile', async () => {
    const { choice, run, reopen } = await open();
    run('chat.transfer');
    reopen(chat({ visitorId: 'v2', agents: [ada] }));
    expect(choice().choosing).toBeNull();
  });
});
