import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { describeError, problemText } from '../../apollo/describeError.ts';
import { Observable } from '../../lib/observable.ts';
import type { AgentStatus } from '../../session/agentStatus.ts';
import { useDesk } from '../../session/DeskContext.ts';
import type { Desk } from '../../session/desk.ts';
import { type StatusReason, statusLog } from '../../session/statusLog.ts';
import { showProblem } from '../../ui/problems.ts';

/** The agent went away from open chats, which can be taken back. */
export type WentAway = { readonly before: AgentStatus; readonly openChats: number };

/** Null when there is nothing to take back. */
export const wentAway = new Observable<WentAway | null>(null);

const still: Readonly<Record<AgentStatus, MessageDescriptor>> = {
  ONLINE: msg`You are still online`,
  AWAY: msg`You are still away`,
  INVISIBLE: msg`You are still invisible`,
};

export type ChangeStatus = (next: AgentStatus, reason: StatusReason) => Promise<void>;

/** Changes the agent's status and notes why; says so when it could not be done. */
export function useChangeStatus(): ChangeStatus {
  const { i18n } = useLingui();
  const desk = useDesk();
  return async (next, reason) => {
    const before = desk.presence.state.getSnapshot().status;
    if (next === before) return;
    wentAway.set(null);
    try {
      await desk.presence.change(next);
      statusLog.note(next, reason);
      const openChats = countOwnChats(desk);
      if (next === 'AWAY' && reason === 'chosen' && openChats > 0) wentAway.set({ before, openChats });
    } catch (error) {
      const { status } = desk.presence.state.getSnapshot();
      showProblem(i18n._(still[status]), problemText(describeError(error)));
    }
  };
}

/** How many visitors the agent serves. */
export function countOwnChats(desk: Desk): number {
  const { chats } = desk.directory.book.getSnapshot();
  return [...chats.values()].filter(chat => desk.standingOf(chat) === 'mine' && chat.state !== 'CLOSING')
    .length;
}
