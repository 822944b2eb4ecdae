import { act, screen, waitFor } from '@testing-library/react';
import { Profiler } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Chat } from '../apollo/chat.ts';
import { Transcript } from '../features/conversation/Transcript.tsx';
import { Inbox } from '../features/inbox/Inbox.tsx';
import { ada, chat } from '../testing/builders.ts';
import { openDesk, show } from '../testing/desk.tsx';
import { message } from '../timeline/testEntries.ts';

const CHATS = 6;

/** Chats of mine, which note who reads their names: a row does, whenever it renders. */
function watchedChats(read: Set<string>): Chat[] {
  return Array.from({ length: CHATS }, (_, n) => {
    const name = `Visitor ${n}`;
    const known = chat({ visitorId: `v${n}`, name, agents: [ada] });
    return Object.defineProperty({ ...known }, 'name', {
      enumerable: true,
      get: () => {
        read.add(`v${n}`);
        return name;
      },
    });
  });
}

/** A layout, which jsdom has not: everything is as high as a tall window, so that all rows are in view. */
class EverythingInView {
  readonly #tell: ResizeObserverCallback;

  constructor(tell: ResizeObserverCallback) {
    this.#tell = tell;
  }

  observe(target: Element): void {
    const contentRect = new DOMRect(0, 0, 300, target.localName === 'li' ? 60 : 2_000);
    const entry = {
      target,
      contentRect,
      borderBoxSize: [],
      contentBoxSize: [],
      devicePixelContentBoxSize: [],
    };
    queueMicrotask(() => this.#tell([entry], this));
  }

  unobserve(): void {}

  disconnect(): void {}
}

function giveLayout(): void {
  vi.stubGlobal('ResizeObserver', EverythingInView);
  const parent = vi.spyOn(HTMLElement.prototype, 'offsetParent', 'get').mockReturnValue(document.body);
  onTestFinished(() => {
    parent.mockRestore();
    vi.unstubAllGlobals();
  });
}

describe('one message into one chat', () => {
  it('renders the row of that chat and its transcript, and none of the others', async () => {
    giveLayout();
    const rows = new Set<string>();
    const logs = new Set<string>();
    const atDesk = await openDesk();
    atDesk.hasChats(...watchedChats(rows));
    const { timeline } = atDesk.desk;
    // The first word of each makes the visitor one who waits, and moves the row.
    for (let n = 0; n < CHATS; n += 1)
      timeline.conversation(`v${n}`).append(message(`first of v${n}`, Date.now()));
    show(
      atDesk,
      <>
        <Inbox openVisitorId="v0" />
        {['v0', 'v1'].map(visitorId => (
          <Profiler key={visitorId} id={visitorId} onRender={id => logs.add(id)}>
            <Transcript visitorId={visitorId} name={visitorId} />
          </Profiler>
        ))}
      </>,
    );
    await waitFor(() => expect(screen.getAllByText(/^Visitor \d$/u)).toHaveLength(CHATS));
    await screen.findAllByText('first of v1');
    rows.clear();
    logs.clear();
    await act(async () => {
      timeline.conversation('v1').append(message('second', Date.now()));
      await new Promise(resolve => requestAnimationFrame(resolve));
    });
    expect([...rows]).toEqual(['v1']);
    expect([...logs]).toEqual(['v1']);
    expect(screen.getAllByText('second').length).toBeGreaterThan(0);
  });
});
