import { act, createEvent, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openComposer } from '../../answers/openComposer.ts';
import { defaultSettings } from '../../settings/settings.ts';
import { settings } from '../../settings/settingsStore.ts';
import { ada, chat } from '../../testing/builders.ts';
import { openDesk, show } from '../../testing/desk.tsx';
import { Composer } from './Composer.tsx';

const astrid = chat({ visitorId: 'v1', name: 'Astrid', agents: [ada] });

/** Astrid's composer, with this draft. */
async function open(draft = '') {
  const atDesk = await openDesk();
  const { desk, zendesk } = atDesk;
  if (draft !== '') desk.drafts.set('v1', draft);
  const view = show(atDesk, <Composer chat={astrid} />);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message Astrid' });
  const sent = () => desk.outbox.getSnapshot('v1').map(({ text }) => text);
  const typing = () =>
    zendesk.requests.filter(({ name }) => name === 'SetTyping').map(({ variables }) => variables);
  return { ...atDesk, ...view, field, sent, typing };
}

const sendButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send' });

/** An Enter this long (ms) after now, on the clock of events. */
function enter(field: HTMLElement, later: number, init: KeyboardEventInit = {}) {
  const event = createEvent.keyDown(field, { key: 'Enter', ...init });
  Object.defineProperty(event, 'timeStamp', { value: performance.now() + later });
  fireEvent(field, event);
  return event;
}

describe('the composer', () => {
  it('says Queue instead of Send while what is sent has to wait', async () => {
    const { desk, zendesk } = await open('Hello');
    await vi.waitFor(() => expect(desk.connection.view.getSnapshot().kind).toBe('live'));
    zendesk.refuseSockets();
    act(() => zendesk.drop());
    await userEvent.click(await screen.findByText('Queue'));
    expect(desk.outbox.getSnapshot('v1')).toMatchObject([{ text: 'Hello', state: 'queued' }]);
    screen.getByRole('button', { name: 'Queue: send when connected' });
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
  });

  it('puts what is written into the outbox of its visitor, and empties itself', async () => {
    const { field, desk, sent } = await open();
    await userEvent.type(field, 'Hi!');
    expect(desk.drafts.getSnapshot('v1')).toBe('Hi!');
    await userEvent.click(sendButton());
    expect(sent()).toEqual(['Hi!']);
    expect(desk.outbox.getSnapshot('v1')).toMatchObject([{ visitorId: 'v1', act: { backoff: false } }]);
    expect([field.value, desk.drafts.getSnapshot('v1')]).toEqual(['', '']);
    expect(document.activeElement).toBe(field);
  });

  it('sends with Enter; Shift and Enter begin a line', async () => {
    const { field, sent } = await open();
    await userEvent.type(field, 'one{Shift>}{Enter}{/Shift}two');
    expect([field.value, sent()]).toEqual(['one\ntwo', []]);
    await userEvent.type(field, '{Enter}');
    expect([field.value, sent()]).toEqual(['', ['one\ntwo']]);
  });

  it('sends nothing but blanks', async () => {
    const { field, sent } = await open();
    await userEvent.type(field, '   {Enter}');
    expect(sent()).toEqual([]);
    expect(sendButton().disabled).toBe(true);
  });

  it('sends what was meant, without the blanks around it', async () => {
    const { field, sent } = await open();
    await userEvent.type(field, '  Hello  {Enter}');
    expect(sent()).toEqual(['Hello']);
  });

  it('keeps the indent of what has several lines', async () => {
    const { field, sent } = await open('\n    if (a)\n        b();\n');
    enter(field, 300);
    expect(sent()).toEqual(['    if (a)\n        b();']);
  });

  it('sends with Ctrl or Cmd and Enter alone, for agents who chose that', async () => {
    settings.change({ sendKey: 'modEnter' });
    onTestFinished(() => settings.change({ sendKey: 'enter' }));
    const { field, sent } = await open('Hello');
    expect(enter(field, 300).defaultPrevented).toBe(false);
    expect(sent()).toEqual([]);
    enter(field, 300, { metaKey: true });
    expect(sent()).toEqual(['Hello']);
  });

  it('holds a message with an open hole back until the agent says so', async () => {
    const { field, sent } = await open('Order ⟦number⟧ of ⟦day⟧');
    enter(field, 300);
    expect(sent()).toEqual([]);
    expect([field.selectionStart, field.selectionEnd]).toEqual([6, 14]);
    expect(screen.getByText(/Not sent yet/u).textContent).toContain('number');
    fireEvent.keyDown(field, { key: 'Tab' });
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('⟦day⟧');
    await userEvent.click(screen.getByRole('button', { name: 'Send it as it is' }));
    expect(sent()).toEqual(['Order ⟦number⟧ of ⟦day⟧']);
  });

  it('leaves Tab to the page when there is no hole', async () => {
    const { field } = await open('no hole');
    const tab = createEvent.keyDown(field, { key: 'Tab' });
    fireEvent(field, tab);
    expect(tab.defaultPrevented).toBe(false);
  });

  it('sends what is too long in pieces, in their order', async () => {
    settings.change({ messageLimit: 200 });
    onTestFinished(() => settings.change({ messageLimit: defaultSettings.messageLimit }));
    const long = Array.from({ length: 60 }, (_, n) => `word${n}`).join(' ');
    const { field, sent } = await open(long);
    expect(screen.getByText(/Too long for one message/u).textContent).toContain('3 messages');
    enter(field, 300);
    expect(sent()).toHaveLength(3);
    expect(sent().join(' ')).toBe(long);
  });

  it('lets others put a text at the caret', async () => {
    const { field, unmount } = await open('ab');
    field.setSelectionRange(1, 1);
    act(() => openComposer.getSnapshot()?.insert('–'));
    expect(field.value).toBe('a–b');
    unmount();
    expect(openComposer.getSnapshot()).toBeNull();
  });

  it('leaves an Enter to the input method that composes', async () => {
    const { field, sent } = await open('にほ');
    enter(field, 1_000, { isComposing: true });
    expect(sent()).toEqual([]);
  });

  it('does not send an Enter that was meant for the chat before', async () => {
    // The chat is opened at a moment that no slow machine moves.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    onTestFinished(() => clock.mockRestore());
    const { field, sent } = await open('Dear Astrid');
    const event = enter(field, 100);
    expect([sent(), event.defaultPrevented]).toEqual([[], true]);
    enter(field, 300);
    expect(sent()).toEqual(['Dear Astrid']);
  });

  it('sends at once what was written since this chat was opened', async () => {
    const { field, sent } = await open('Dear Astrid');
    fireEvent.change(field, { target: { value: 'Dear Astrid!' } });
    enter(field, 100);
    expect(sent()).toEqual(['Dear Astrid!']);
  });

  it('says who gets it, at Send', async () => {
    const { container } = await open();
    expect(container.textContent).toContain('to Astrid');
  });

  it('shows the draft of its own visitor alone', async () => {
    const { desk, field } = await open('for Astrid');
    act(() => desk.drafts.set('v2', 'for Bob'));
    expect(field.value).toBe('for Astrid');
  });

  it('takes the focus that nobody has', async () => {
    const { field } = await open();
    expect(document.activeElement).toBe(field);
  });

  it('takes the focus from nothing', async () => {
    const search = document.body.appendChild(document.createElement('input'));
    search.focus();
    await open();
    expect(document.activeElement).toBe(search);
    search.remove();
  });

  it('says that the focus has left when it goes with it, or React would hold it', async () => {
    const page = document.body;
    page.id = 'root';
    const left = vi.fn<(event: Event) => void>();
    page.addEventListener('focusout', left);
    onTestFinished(() => {
      page.removeAttribute('id');
      page.removeEventListener('focusout', left);
    });
    const { field, unmount } = await open();
    expect(document.activeElement).toBe(field);
    left.mockClear();
    unmount();
    expect(left.mock.calls.filter(([{ target }]) => target === page)).toHaveLength(1);

    const other = await open();
    const search = page.appendChild(document.createElement('input'));
    search.focus();
    left.mockClear();
    other.unmount();
    expect(left).not.toHaveBeenCalled();
    search.remove();
  });
});

describe('the typing indicator', () => {
  const on = { channelId: 'channel-v1', typing: true };
  const off = { channelId: 'channel-v1', typing: false };

  it('goes on with the first key, once, and off when the field is emptied', async () => {
    const { field, typing } = await open();
    await userEvent.type(field, 'abc');
    await vi.waitFor(() => expect(typing()).toEqual([on]));
    await userEvent.clear(field);
    await vi.waitFor(() => expect(typing()).toEqual([on, off]));
  });

  it.each<[string, (field: HTMLTextAreaElement, unmount: () => void) => void]>([
    ['the message is sent', () => fireEvent.click(sendButton())],
    ['the agent leaves the field', field => fireEvent.blur(field)],
    ['another chat is opened', (_field, unmount) => unmount()],
  ])('goes off when %s', async (_what, end) => {
    const { field, typing, unmount } = await open();
    await userEvent.type(field, 'a');
    end(field, unmount);
    await vi.waitFor(() => expect(typing()).toEqual([on, off]));
  });

  it('stays off when nothing was written', async () => {
    const { field, typing, unmount, zendesk } = await open();
    fireEvent.blur(field);
    unmount();
    await vi.waitFor(() => expect(zendesk.requests.length).toBeGreaterThan(0));
    expect(typing()).toEqual([]);
  });
});
