import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Department } from '../../apollo/departmentBoard.ts';
import { ada, chat, department } from '../../testing/builders.ts';
import { openDesk, show } from '../../testing/desk.tsx';
import { connection, departmentNode } from '../../testing/wire.ts';
import { DepartmentList } from './DepartmentList.tsx';

const astrid = chat({ visitorId: 'v1', name: 'Astrid', agents: [ada] });

async function open({ isMine = true } = {}) {
  const atDesk = await openDesk();
  const onChoose = vi.fn<(to: Department) => void>();
  show(atDesk, <DepartmentList chat={astrid} isMine={isMine} isChoosing={false} onChoose={onChoose} />);
  return {
    ...atDesk,
    onChoose,
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
    const { desk, zendesk } = await open();
    const answer = { data: { departments: connection(departmentNode('sales', 'ONLINE', 'Sales')) } };
    zendesk.reply('Departments', () => answer);
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
    screen.getByText('The departments can’t be read. no line');
  });
});
