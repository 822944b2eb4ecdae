import { t } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { memo, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import type { Department } from '../../apollo/departmentBoard.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { type DraggedChat, draggedChat } from '../../session/draggedChat.ts';
import { transferChat } from '../../session/handOver.ts';
import { narrow } from '../../transfers/narrow.ts';
import { showProblem } from '../../ui/problems.ts';
import { useSplitView } from '../../ui/splitView.ts';
import { ChooserField } from './ChooserField.tsx';
import { DepartmentButton } from './DepartmentButton.tsx';
import { dropTarget } from './dropTargets.ts';
import { transferExtras } from './splitViews.ts';
import { Unread } from './Unread.tsx';
import type { TransferChoice } from './useTransferChoice.ts';

export type DepartmentListProps = {
  readonly chat: Chat | null;
  /** Only a chat of the agent's own can be handed over. */
  readonly isMine: boolean;
  readonly choice: TransferChoice;
};

/** The departments with their live status; each is a button that hands the open chat over. */
export const DepartmentList = memo(function DepartmentList({ chat, isMine, choice }: DepartmentListProps) {
  const { t } = useLingui();
  const { departments } = useDesk();
  const { departments: list, loaded, error } = useObservable(departments.board);
  const target = useTarget(chat);
  const [typed, setTyped] = useState('');
  const wanted = choice.choosing === 'department' && !typed.startsWith('@') ? narrow(list, typed) : list;
  const isChoosing = choice.choosing !== null;
  const latest = useRef(choice);
  useLayoutEffect(() => {
    latest.current = choice;
  });
  const take = useCallback((department: Department) => {
    latest.current.transfer(department);
    latest.current.stopChoosing();
  }, []);
  return (
    <div data-choosing="" className="flex flex-col gap-3">
      <section aria-labelledby="departments" className="flex flex-col gap-2">
        <div className="flex items-baseline justify-between gap-2 text-small">
          <h2 id="departments" className="font-semibold text-soft">
            <Trans>Departments</Trans>
          </h2>
          <span aria-hidden="true" className="text-faint">
            {isMine && !isChoosing && t`click, drag, or T`}
          </span>
        </div>
        {isChoosing && (
          <ChooserField key={choice.choosing} choice={choice} departments={list} onTyped={setTyped} />
        )}
        {!loaded && error === null && <Skeleton />}
        {error !== null && <Unread error={error} isStale={loaded} onRetry={() => departments.refresh()} />}
        {loaded && list.length === 0 && (
          <p className="text-small text-faint">
            <Trans>This account has no departments.</Trans>
          </p>
        )}
        <ul className="flex flex-col gap-1.5">
          {list.map((department, index) => (
            <li key={department.id} className="relative">
              <DepartmentButton
                department={department}
                digit={index < 9 ? String(index + 1) : null}
                isChoosing={isChoosing && wanted.includes(department)}
                isTarget={department.id === target}
                isDisabled={!isMine}
                onChoose={take}
              />
              <Drop department={department} />
            </li>
          ))}
        </ul>
      </section>
      {chat !== null && isMine && <Extras chat={chat} choice={choice} typed={typed} />}
    </div>
  );
});

/** The department that the open chat is on its way to, or null. */
function useTarget(chat: Chat | null): string | null {
  const act = useObservable(useDesk().holds.state).find(hold => hold.visitorId === chat?.visitorId)?.act;
  return act?.kind === 'transfer' ? act.departmentId : null;
}

/** Takes the place of a department's button while a chat is dragged. */
function Drop({ department }: { readonly department: Department }) {
  const desk = useDesk();
  const dragged = useObservable(draggedChat);
  const DropTarget = useSplitView(dropTarget, dragged !== null, noDragging);
  if (dragged === null || DropTarget === null) return null;
  const onDrop = (chat: DraggedChat) => transferChat(desk, chat, department);
  return <DropTarget name={department.name} dragged={dragged} onDrop={onDrop} />;
}

function Extras(props: { readonly chat: Chat; readonly choice: TransferChoice; readonly typed: string }) {
  const View = useSplitView(transferExtras, true, noExtras);
  return View === null ? null : <View {...props} />;
}

/** Without them a chat can be handed over still. */
function noExtras(): void {
  return;
}

function noDragging(): void {
  showProblem(t`Dragging could not be loaded`, t`Click a department, or press T, instead.`);
}

function Skeleton() {
  return (
    <>
      <p className="text-small text-faint">
        <Trans>Reading the departments…</Trans>
      </p>
      {['a', 'b', 'c', 'd'].map(row => (
        <div key={row} aria-hidden="true" className="h-10 animate-pulse rounded-lg bg-raised" />
      ))}
    </>
  );
}
