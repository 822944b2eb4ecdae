import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ada, ben, chat } from '../../testing/builders.ts';
import { openDesk, show } from '../../testing/desk.tsx';
import { agent, message } from '../../timeline/testEntries.ts';
import { ChatRow, type ChatRowProps } from './ChatRow.tsx';

async function open(props: Partial<ChatRowProps> = {}) {
  const atDesk = await openDesk();
  const row = <ChatRow chat={chat({ name: 'Astrid' })} isOpen={false} standing="mine" {...props} />;
  show(atDesk, row);
  const { desk } = atDesk;
  // What shows a conversation is told of it with the next frame.
  const says = (id: string, at: number, from?: typeof agent) =>
    act(async () => {
      desk.timeline.conversation('v1').append(message(id, at, from));
      await new Promise(resolve => requestAnimationFrame(resolve));
    });
  return { desk, says, link: () => screen.getByRole('link') };
}

const secondsAgo = (count: number) => Date.now() - count * 1_000 - 500;

describe('a row of the inbox', () => {
  it('is a link to the chat that begins with the visitor’s name', async () => {
    const { link } = await open();
    expect(link().textContent).toBe('Astrid…');
    expect(link().getAttribute('href')).toBe('/chats/v1');
    expect(link().getAttribute('aria-current')).toBeNull();
  });

  it('says which chat is the open one', async () => {
    const { link } = await open({ isOpen: true });
    expect(link().getAttribute('aria-current')).toBe('page');
  });

  it('shows how long the visitor waits, and what they said last', async () => {
    const { link, says } = await open();
    await says('Hello?', secondsAgo(70));
    await says('Anybody?', secondsAgo(5));
    expect(link().textContent).toMatch(/^Astridwaits 1:\d\dAnybody\?$/u);
  });

  it('stops the clock with an answer, and says whose it is', async () => {
    const { link, says } = await open();
    await says('Hello?', secondsAgo(150));
    await says('Hi!', secondsAgo(130), { kind: 'agent', id: ada.id, name: 'Ada' });
    expect(link().textContent).toMatch(/^Astrid2 minYou: ?Hi!$/u);
    await says('Me too!', secondsAgo(125), { kind: 'agent', id: ben.id, name: 'Ben' });
    expect(link().textContent).toMatch(/^Astrid2 minBen: ?Me too!$/u);
  });

  it('lets one whom nobody serves wait on after an agent’s last word', async () => {
    const { link, says } = await open({ standing: 'unserved' });
    await says('I hand you over', secondsAgo(70), agent);
    expect(link().textContent).toMatch(/waits 1:\d\d/u);
  });

  it('names the department', async () => {
    const { link } = await open({ chat: chat({ name: 'Astrid', department: { id: 'd', name: 'Sales' } }) });
    expect(link().textContent).toMatch(/^AstridSales · ?…$/u);
  });

  it('counts what has not been seen', async () => {
    const { desk, says } = await open();
    await says('one', 1);
    await says('two', 2);
    await says('three', 3);
    expect(screen.getByText('3').textContent).toBe('3 unread');
    act(() => desk.seen.see('v1', 'two'));
    expect(screen.getByText('1').textContent).toBe('1 unread');
    act(() => desk.seen.see('v1', 'three'));
    expect(screen.queryByText(/unread/u)).toBeNull();
  });

  it('shows that an answer was begun, not one of blanks', async () => {
    const { desk } = await open();
    act(() => desk.drafts.set('v1', '  '));
    expect(screen.queryByText('draft')).toBeNull();
    act(() => desk.drafts.set('v1', 'Dear'));
    screen.getByText('draft');
  });
});
