import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { chat, department } from '../../testing/builders.ts';
import { openDesk, show } from '../../testing/desk.tsx';
import { HoldBars } from './HoldBar.tsx';

const astrid = { visitorId: 'v1', visitorName: 'Astrid' };
const bob = { visitorId: 'v2', visitorName: 'Bob' };
const toSales = { kind: 'transfer', departmentId: 'sales', departmentName: 'Sales' } as const;
const leave = { kind: 'leave' } as const;

/** The bars while Astrid's chat is open. */
async function open() {
  const atDesk = await openDesk();
  show(atDesk, <HoldBars openVisitorId="v1" />);
  const { holds } = atDesk.desk;
  const start = (...hold: Parameters<typeof holds.start>) => act(() => holds.start(...hold));
  const states = () =>
    screen
      .queryAllByRole('status')
      .map(element => element.textContent)
      .filter(Boolean);
  const phases = () => holds.state.getSnapshot().map(({ phase }) => phase);
  return { ...atDesk, holds, start, states, phases };
}

const press = (name: RegExp | string) => userEvent.click(screen.getByRole('button', { name }));

describe('the bars of what is held', () => {
  it('say nothing while nothing is held', async () => {
    const { states } = await open();
    expect(states()).toEqual([]);
  });

  it('put their words into a status that was in the page before', async () => {
    const { start } = await open();
    const [first] = screen.getAllByRole('status');
    start(astrid, leave, null);
    expect(first?.textContent).toBe('Leaving the chat');
    const [, second] = screen.getAllByRole('status');
    expect(second?.textContent).toBe('');
    start(bob, leave, null);
    expect([first?.textContent, second?.textContent]).toEqual(['Leaving the chat', 'Leaving the chat · Bob']);
  });

  it('tell the farewell that goes first, and of what was begun and is not sent', async () => {
    const { start, desk } = await open();
    act(() => desk.drafts.set('v1', 'One mo'));
    start(astrid, toSales, department('sales'), 'Bye then');
    expect(document.body.textContent).toContain('First: “Bye then”');
    screen.getByText('What you began to write is not sent.');
  });

  it('say what is under way, and take it back', async () => {
    const { start, states, phases } = await open();
    start(astrid, toSales, department('sales'));
    expect(states()).toEqual(['Transferring to Sales']);
    await press('Undo');
    expect(states()).toEqual([]);
    expect(phases()).toEqual([]);
  });

  it('name the visitor whose chat is not the open one', async () => {
    const { start, states } = await open();
    start(astrid, leave, null);
    start(bob, toSales, department('sales'));
    expect(states()).toEqual(['Leaving the chat', 'Transferring to Sales · Bob']);
  });

  it('take back the one whose Undo is pressed', async () => {
    const { start, states } = await open();
    start(astrid, leave, null);
    start(bob, toSales, department('sales'));
    const [ofAstrid] = screen.getAllByRole('button', { name: 'Undo' });
    if (ofAstrid === undefined) throw new Error('Expected an Undo for each.');
    await userEvent.click(ofAstrid);
    expect(states()).toEqual(['Transferring to Sales · Bob']);
  });

  it('ask about a department that is offline, and can be cancelled', async () => {
    const { start, states } = await open();
    start(astrid, toSales, department('sales', 'OFFLINE'));
    expect(states()).toEqual(['Sales is offline. Transfer to Sales?']);
    await press('Cancel');
    expect(states()).toEqual([]);
  });

  it('go on after a yes, held once more, with a way back', async () => {
    const { start, hasChats, states } = await open();
    act(() => hasChats(chat({ visitorId: 'v1' })));
    start(astrid, toSales, department('sales', 'OFFLINE'));
    await press('Transfer anyway');
    expect(states()).toEqual(['Transferring to Sales']);
    await press('Undo');
    expect(states()).toEqual([]);
  });
});
