import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, onTestFinished, vi } from 'vitest';
import type { Chat } from '../apollo/chat.ts';
import type { Department } from '../apollo/departmentBoard.ts';
import { Database } from '../lib/database.ts';
import { DraftStore } from '../outbox/draftStore.ts';
import { OutgoingNotes } from '../outbox/outgoingNotes.ts';
import { DeskContext } from '../session/DeskContext.ts';
import { Desk } from '../session/desk.ts';
import { Translated } from '../translation/Translated.tsx';
import { ada } from './builders.ts';
import { ownerInPage } from './owner.ts';
import { startZendesk, type WireReply } from './zendeskSocket.ts';

export type DeskAtTest = Awaited<ReturnType<typeof openDesk>>;

/** A real desk of the agent Ada on a Zendesk that answers only what a test makes it, from the start or later; both end with the test. */
export async function openDesk(replies: Readonly<Record<string, WireReply>> = {}) {
  const zendesk = await startZendesk(replies);
  const drafts = new DraftStore({ database: new Database(crypto.randomUUID()), mirror: null, channel: null });
  const notes = new DraftStore({
    kind: 'notes',
    database: new Database(crypto.randomUUID()),
    mirror: null,
    channel: null,
  });
  const onProblem = vi.fn<(title: string, detail: string | null) => void>();
  const onGoodbye = vi.fn<() => void>();
  const owner = ownerInPage();
  const desk = new Desk({
    drafts,
    notes,
    outgoing: new OutgoingNotes(null),
    tab: { tabId: 'tab', lock: null, release: () => undefined },
    findOwner: owner.find,
    onProblem,
    onGoodbye,
  });
  onTestFinished(() => desk.dispose());
  await vi.waitFor(() => expect(owner.core().presence).toBeDefined());
  owner.core().presence.state.set({ status: 'ONLINE', me: ada, pending: false });
  await vi.waitFor(() => expect(desk.presence.state.getSnapshot().me).toEqual(ada));

  return {
    desk,
    zendesk,
    onProblem,
    onGoodbye,
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <Translated>
        <DeskContext value={desk}>{children}</DeskContext>
      </Translated>
    ),
    /** The chats that the session knows. */
    hasChats: (...chats: readonly Chat[]) => {
      const known = new Map(chats.map(chat => [chat.visitorId, chat]));
      desk.directory.book.set({ chats: known, loaded: true });
      owner.core().ledger.know(known);
    },
    hasDepartments: (...departments: readonly Department[]) =>
      desk.departments.board.set({ departments, loaded: true, error: null }),
  };
}

/** Puts a part of the dashboard on the screen, at this desk. */
export function show({ wrapper }: Pick<DeskAtTest, 'wrapper'>, children: ReactNode) {
  return render(children, { wrapper });
}
