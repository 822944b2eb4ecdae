import { act, renderHook } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ada, chat, department } from '../../testing/builders.ts';
import { openDesk } from '../../testing/desk.tsx';
import { useTransferChoice } from './useTransferChoice.ts';

const astrid = chat({ visitorId: 'v1', name: 'Astrid', agents: [ada] });

/** The keys of a chat that is open, with two departments. */
async function open(of: typeof astrid | null = astrid) {
  const atDesk = await openDesk();
  atDesk.hasDepartments(department('sales'), department('support', 'OFFLINE'));
  const hook = renderHook(props => useTransferChoice(props.of), {
    wrapper: atDesk.wrapper,
    initialProps: { of },
  });
  const holds = () => atDesk.desk.holds.state.getSnapshot();
  const press = (keys: string) => userEvent.keyboard(keys);
  return { ...hook, holds, press, isChoosing: () => hook.result.current.isChoosing };
}

describe('the keys of a transfer', () => {
  it('hand the chat over with T and a digit', async () => {
    const { press, holds, isChoosing } = await open();
    await press('t');
    expect(isChoosing()).toBe(true);
    await press('1');
    expect(isChoosing()).toBe(false);
    expect(holds()).toMatchObject([
      {
        visitorId: 'v1',
        visitorName: 'Astrid',
        phase: 'holding',
        act: { kind: 'transfer', departmentId: 'sales', departmentName: 'Sales' },
      },
    ]);
  });

  it('ask about a department that is not online', async () => {
    const { press, holds } = await open();
    await press('t2');
    expect(holds()).toMatchObject([{ phase: 'asking', question: 'Support is offline.' }]);
  });

  it('do nothing with a digit alone', async () => {
    const { press, holds } = await open();
    await press('1');
    expect(holds()).toEqual([]);
  });

  it.each(['{Escape}', '3', '0', 'x'])('stop choosing with %s', async key => {
    const { press, holds, isChoosing } = await open();
    await press(`t${key}`);
    expect(isChoosing()).toBe(false);
    await press('1');
    expect(holds()).toEqual([]);
  });

  it('wait on while Shift goes down, which some keyboards need for a digit', async () => {
    const { press, holds } = await open();
    await press('t{Shift>}1{/Shift}');
    expect(holds()).toHaveLength(1);
  });

  it('take the hand-over back with Z', async () => {
    const { press, holds } = await open();
    await press('t1');
    await press('z');
    expect(holds()).toEqual([]);
  });

  it.each(['{Control>}', '{Meta>}', '{Alt>}'])('leave %s and T to the browser', async modifier => {
    const { press, isChoosing } = await open();
    await press(`${modifier}t`);
    expect(isChoosing()).toBe(false);
  });

  it('are letters while somebody writes', async () => {
    const { press, holds, isChoosing } = await open();
    await press('t1');
    const field = document.body.appendChild(document.createElement('textarea'));
    field.focus();
    await press('tz');
    expect(isChoosing()).toBe(false);
    expect(holds()).toHaveLength(1);
    expect(field.value).toBe('tz');
    field.remove();
  });

  it('do nothing when no chat is open', async () => {
    const { press, holds, isChoosing } = await open(null);
    await press('t1');
    expect(isChoosing()).toBe(false);
    expect(holds()).toEqual([]);
  });

  it('never hand over the chat that was opened meanwhile', async () => {
    const { press, holds, isChoosing, rerender } = await open();
    await press('t');
    rerender({ of: chat({ visitorId: 'v2', agents: [ada] }) });
    expect(isChoosing()).toBe(false);
    await press('1');
    expect(holds()).toEqual([]);
  });

  it('are heard no more when the dashboard is gone', async () => {
    const { press, holds, unmount } = await open();
    await press('t');
    act(() => unmount());
    await press('1');
    expect(holds()).toEqual([]);
  });
});
