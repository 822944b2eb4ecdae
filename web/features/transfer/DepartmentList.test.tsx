import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Department } from '../../apollo/departmentBoard.ts';
import { ada, chat, department } from '../../testing/builders.ts';
import { openDesk, show } from '../../testing/desk.tsx';
import { connection, departmentNode } from '../../testing/wire.ts';
import { DepartmentList } from './DepartmentList.tsx';
import type { TransferChoice } from './useTransferChoice.ts';

const astrid = chat({ visitorId: 'v1', name: 'Astrid', agents: [ada] });

type Opening = {
  readonly isMine?: boolean;
  readonly choosing?: TransferChoice['choosing'];
  readonly replies?: Parameters<typeof openDesk>[0];
};

async function open({ isMine = true, choosing = null, replies }: Opening = {}) {
  const atDesk = await openDesk(replies);
  const onChoose = vi.fn<(to: Department) => void>();
  const choice: TransferChoice = {
    choosing,
    choose: vi.fn(),
    stopChoosing: vi.fn(),
    transfer: onChoose,
    invite: vi.fn(),
  };
  show(atDesk, <DepartmentList chat={astrid} isMine={isMine} choice={choice} />);
  return {
    ...atDesk,
    onChoose,
    choice,
    has: (...list: readonly Department[]) => act(() => atDesk.hasDepartments(...list)),
  };
}

const button = (name: string) => screen.getByRole('button', { name: `Transfer to ${name}` });
const descriptionOf = (element: HTMLElement) =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;

describe('the departments', () => {
  it('are a region that says when it is being read, and when there are none', async () => {
    const { has } = await open();
    const region = screen.getByRole('region', { name: 'Departments' });
    within(region).getByText('Reading the departments…');
    has();
    within(region).getByText('This account has no departments.');
  });

  it('each say their status, that of others than online too', async () => {
    const { has } = await open();
    const since = Date.now() - 150_000;
    has(
      department('sales'),
      { ...department('support', 'AWAY'), since },
      department('billing', 'OFFLINE'),
      department('x', 'UNKNOWN'),
    );
    expect(['Sales', 'Support', 'Billing', 'X'].map(name => descriptionOf(button(name)))).toEqual([
      'online',
      'away 2 min',
      'offline',
      'status not known',
    ]);
  });

  it('say how often the status changed within the hour, when it was more than once', async () => {
    const { has } = await open();
    const now = Date.now();
    has({ ...department('sales'), since: now, changes: [now - 60_000, now] });
    expect(descriptionOf(button('Sales'))).toBe('online just now, 2 changes this hour');
  });

  it('are handed the chat with a click, whatever their status', async () => {
    const { has, onChoose } = await open();
    has(department('sales'), department('support', 'OFFLINE'));
    await userEvent.click(button('Support'));
    expect(onChoose.mock.calls).toEqual([[department('support', 'OFFLINE')]]);
  });

  it('take no chat that is not the agent’s own', async () => {
    const { has, onChoose } = await open({ isMine: false });
    has(department('sales'));
    expect(button('Sales')).toHaveProperty('disabled', true);
    await userEvent.click(button('Sales'));
    expect(onChoose).not.toHaveBeenCalled();
  });

  it('stay on the screen through an error, and can be read again', async () => {
    const answer = { data: { departments: connection(departmentNode('sales', 'ONLINE', 'Sales')) } };
    const { desk, zendesk } = await open({ replies: { Departments: () => answer } });
    await screen.findByRole('button', { name: 'Transfer to Sales' });
    zendesk.reply('Departments', () => ({ errors: [{ name: 'GRAPHQL_EXEC_ERROR', message: 'Broken' }] }));
    await act(() => desk.departments.refresh().catch(() => undefined));
    await screen.findByText('These may be out of date. Broken');
    expect(button('Sales')).toHaveProperty('disabled', false);
    zendesk.reply('Departments', () => answer);
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    await vi.waitFor(() => expect(screen.queryByText(/out of date/u)).toBeNull());
    expect(button('Sales')).toHaveProperty('disabled', false);
  });

  it('that were never read say so', async () => {
    const { desk } = await open();
    act(() => desk.departments.board.set({ departments: [], loaded: false, error: new Error('no line') }));
    screen.getByText('The list can’t be read. no line');
  });
});

describe('the field of the choice', () => {
  async function choose(typed: string) {
    const atDesk = await open({ choosing: 'department' });
    atDesk.has(department('shipping'), department('sales'), department('legal'));
    const field = screen.getByRole('textbox', { name: 'Department: a digit or its first letters' });
    expect(document.activeElement).toBe(field);
    await userEvent.keyboard(typed);
    return { ...atDesk, chosen: () => atDesk.onChoose.mock.calls.map(([to]) => to.id) };
  }

  it('takes a digit', async () => {
    const { chosen, choice } = await choose('2');
    expect(chosen()).toEqual(['sales']);
    expect(choice.stopChoosing).toHaveBeenCalledTimes(1);
  });

  it('takes letters, as many as it needs, and swallows the rest of the name', async () => {
    const { chosen } = await choose('Sales');
    expect(chosen()).toEqual(['sales']);
  });

  it('takes the first that fits with Enter', async () => {
    const { chosen, choice } = await choose('s{Enter}');
    expect(chosen()).toEqual(['shipping']);
    expect(choice.stopChoosing).toHaveBeenCalled();
  });

  it.each(['9', 'x', '{Enter}', '@sales'])('chooses nothing with %s', async typed => {
    const { chosen } = await choose(typed);
    expect(chosen()).toEqual([]);
  });

  it('stops with Escape', async () => {
    const { chosen, choice } = await choose('{Escape}');
    expect(chosen()).toEqual([]);
    expect(choice.stopChoosing).toHaveBeenCalledTimes(1);
  });

  it('says what fits', async () => {
    await choose('s');
    screen.getByText('Shipping, Sales');
    await userEvent.keyboard('x');
    screen.getByText('No department fits');
  });
});
