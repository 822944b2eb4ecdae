import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { onTestFinished, vi } from 'vitest';
import type { Chat } from '../apollo/chat.ts';
import type { Department } from '../apollo/departmentBoard.ts';
import { Database } from '../lib/database.ts';
import { DraftStore } from '../outbox/draftStore.ts';
import { createMemoryOutboxStore } from '../outbox/memoryOutboxStore.ts';
import { DeskContext } from '../session/DeskContext.ts';
import { Desk } from '../session/desk.ts';
import { Translated } from '../translation/Translated.tsx';
import { ada } from './builders.ts';
import { startZendesk } from './zendeskSocket.ts';

export type DeskAtTest = Awaited<ReturnType<typeof openDesk>>;

/** A real desk of the agent Ada on a Zendesk that answers only what a test makes it; both end with the test. */
export async function openDesk() {
  const zendesk = await startZendesk();
  const drafts = new DraftStore({ database: new Database(crypto.randomUUID()), mirror: null, channel: null });
  const notes = new DraftStore({
    kind: 'notes',
    database: new Database(crypto.randomUUID()),
    mirror: null,
    channel: null,
  });
  const onProblem = vi.fn<(title: string, detail: string | null) => void>();
  const tab = { tabId: 'tab', release: () => undefined };
  const desk = new Desk({ drafts, notes, outboxStore: createMemoryOutboxStore(), tab, onProblem });
  desk.presence.state.set({ status: 'ONLINE', me: ada, pending: false });
  onTestFinished(() => desk.dispose());

  return {
    desk,
    zendesk,
    onProblem,
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <Translated>
        <DeskContext value={desk}>{children}</DeskContext>
      </Translated>
    ),
    /** The chats that the session knows. */
    hasChats: (...chats: readonly Chat[]) =>
      desk.directory.book.set({ chats: new Map(chats.map(chat => [chat.visitorId, chat])), loaded: true }),
    hasDepartments: (...departments: readonly Department[]) =>
      desk.departments.board.set({ departments, loaded: true, error: null }),
  };
}

/** Puts a part of the dashboard on the screen, at this desk. */
export function show({ wrapper }: Pick<DeskAtTest, 'wrapper'>, children: ReactNode) {
  return render(children, { wrapper });
}
