import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Department } from '../apollo/departmentBoard.ts';
import type { Observable } from '../lib/observable.ts';
import type { HeldAct, Hold } from '../outbox/heldActs.ts';
import type { OutboxItem } from '../outbox/outboxItem.ts';
import { untilDone } from '../outbox/untilDone.ts';
import type { Desk } from '../session/desk.ts';
import type { MacroHands } from './runMacro.ts';

/** As much of a desk as a macro needs. */
export type MacroDesk = Pick<Desk, 'outbox' | 'holds' | 'departments' | 'directory' | 'standingOf'>;

/** Macros go the ways that all else goes: messages and tags through the outbox, what leaves the chat through the hold. */
export function macroHands(desk: MacroDesk): MacroHands {
  const hold = async (visitorId: string, act: HeldAct, department: Department | null) => {
    const chat = desk.directory.chatOf(visitorId);
    if (chat === null) throw new Error(i18n._(msg`This chat has ended.`));
    desk.holds.start({ visitorId, visitorName: chat.name }, act, department);
    await untilReleased(desk.holds.state, visitorId);
    const after = desk.directory.chatOf(visitorId);
    if (after !== null && desk.standingOf(after) === 'mine')
      throw new Error(i18n._(msg`It was taken back, or refused.`));
  };
  return {
    say: (visitorId, text) => untilSaid(desk, desk.outbox.enqueue({ visitorId, text })),
    tag: (visitorId, tags) =>
      untilDone(desk.outbox, desk.outbox.enqueueAct(visitorId, { kind: 'tags', tags })),
    transfer: (visitorId, step) => {
      const all = desk.departments.board.getSnapshot().departments;
      const found =
        all.find(({ id }) => id === step.departmentId) ??
        all.find(({ name }) => name.toLowerCase() === step.departmentName.toLowerCase());
      const { departmentName } = step;
      if (found === undefined)
        return Promise.reject(
          new Error(i18n._(msg`There is no department ${departmentName}. Edit the macro.`)),
        );
      const act = { kind: 'transfer', departmentId: found.id, departmentName: found.name } as const;
      return hold(visitorId, act, found);
    },
    leave: visitorId => hold(visitorId, { kind: 'leave' }, null),
  };
}

/** A message that was refused stays in the transcript with its own Retry: it is not thrown away here. */
function untilSaid({ outbox }: MacroDesk, { msgId, visitorId }: OutboxItem): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const item = outbox.getSnapshot(visitorId).find(other => other.msgId === msgId);
      if (item !== undefined && item.state !== 'failed') return;
      unsubscribe();
      if (item === undefined) resolve();
      else reject(new Error(item.reason?.message ?? i18n._(msg`It was not sent.`)));
    };
    const unsubscribe = outbox.subscribe(look);
    look();
  });
}

function untilReleased(holds: Observable<readonly Hold[]>, visitorId: string): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (holds.getSnapshot().some(hold => hold.visitorId === visitorId)) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = holds.subscribe(look);
    look();
  });
}
