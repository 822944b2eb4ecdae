import { act } from '@testing-library/react';
import { expect, it, onTestFinished, vi } from 'vitest';
import { chat } from '../testing/builders.ts';
import { openDesk, show } from '../testing/desk.tsx';
import { useOnceListed } from './useOnceListed.ts';

/** A desk without an answer, beside what waits for one. */
async function open() {
  const desk = await openDesk();
  const idle: (() => void)[] = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('requestIdleCallback', (rest: () => void) => idle.push(rest));
  vi.stubGlobal('cancelIdleCallback', () => undefined);
  onTestFinished(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const done = vi.fn<() => void>();
  function Waiting() {
    useOnceListed(done);
    return null;
  }
  show(desk, <Waiting />);
  return { desk, idle, done };
}

it('what is not needed for the chats waits until they are there and the page is at rest, and comes once', async () => {
  const { desk, idle, done } = await open();
  expect(idle).toEqual([]);
  act(() => desk.hasChats(chat()));
  expect(idle).toHaveLength(1);
  expect(done).not.toHaveBeenCalled();
  idle[0]?.();
  act(() => desk.hasChats(chat({ visitorId: 'another' })));
  vi.advanceTimersByTime(60_000);
  expect(done).toHaveBeenCalledOnce();
});

it('it comes without them when they can’t be read', async () => {
  const { done } = await open();
  vi.advanceTimersByTime(4_999);
  expect(done).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(done).toHaveBeenCalledOnce();
});
