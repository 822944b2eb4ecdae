import { useSyncExternalStore } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import type { Department, DepartmentStatus } from '../../apollo/departmentBoard.ts';
import { describeError } from '../../apollo/describeError.ts';
import { getNow, subscribeToSeconds } from '../../lib/clock.ts';
import { formatSpan } from '../../lib/waitTime.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { Kbd } from '../../ui/Kbd.tsx';

export type DepartmentListProps = {
  readonly chat: Chat | null;
  /** Only a chat of the agent's own can be handed over. */
  readonly isMine: boolean;
  /** True while a digit is awaited. */
  readonly isChoosing: boolean;
  readonly onChoose: (department: Department) => void;
};

/** The departments with their live status; each is a button that hands the open chat over. */
export function DepartmentList({ chat, isMine, isChoosing, onChoose }: DepartmentListProps) {
  const { departments } = useDesk();
  const { departments: list, loaded, error } = useObservable(departments.board);
  const target = useTarget(chat);
  return (
    <section aria-labelledby="departments" className="flex flex-col gap-2">
      <div className="flex items-baseline justify-between gap-2 text-small">
        <h2 id="departments" className="font-semibold text-soft">
          Departments
        </h2>
        <span aria-hidden="true" className="text-faint">
          {isChoosing ? 'now a digit, or Esc' : isMine && 'click, or T and a digit'}
        </span>
      </div>
      {!loaded && error === null && <p className="text-small text-faint">Reading the departments…</p>}
      {error !== null && <Unread error={error} isStale={loaded} onRetry={() => departments.refresh()} />}
      {loaded && list.length === 0 && (
        <p className="text-small text-faint">This account has no departments.</p>
      )}
      <ul className="flex flex-col gap-1.5">
        {list.map((department, index) => (
          <li key={department.id}>
            <DepartmentButton
              department={department}
              digit={index < 9 ? String(index + 1) : null}
              isChoosing={isChoosing}
              isTarget={department.id === target}
              isDisabled={!isMine}
              onPress={() => onChoose(department)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The department that the open chat is on its way to, or null. */
function useTarget(chat: Chat | null): string | null {
  const act = useObservable(useDesk().holds.state).find(hold => hold.visitorId === chat?.visitorId)?.act;
  return act?.kind === 'transfer' ? act.departmentId : null;
}

type DepartmentButtonProps = {
  readonly department: Department;
  readonly digit: string | null;
  readonly isChoosing: boolean;
  readonly isTarget: boolean;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
};

function DepartmentButton({
  department,
  digit,
  isChoosing,
  isTarget,
  isDisabled,
  onPress,
}: DepartmentButtonProps) {
  const statusId = `status-${department.id}`;
  return (
    <Button
      aria-label={`Transfer to ${department.name}`}
      aria-describedby={statusId}
      isDisabled={isDisabled}
      onPress={onPress}
      className={classNames(
        'min-h-10 w-full !justify-start gap-2.5 !whitespace-normal disabled:!opacity-100',
        isChoosing && 'border-accent',
        isTarget && '!border-accent !bg-accent-tint ring-2 ring-accent',
      )}
    >
      <Dot status={department.status} />
      <bdi
        className={classNames(
          'min-w-0 flex-1 text-start [overflow-wrap:anywhere]',
          department.status !== 'ONLINE' && 'text-soft',
        )}
      >
        {department.name}
      </bdi>
      <span id={statusId} className="text-small text-faint">
        <StatusText department={department} />
      </span>
      {digit !== null && !isDisabled && <Kbd>{digit}</Kbd>}
    </Button>
  );
}

const dots: Record<DepartmentStatus, string> = {
  ONLINE: 'bg-good',
  AWAY: 'bg-warn',
  OFFLINE: 'border-2 border-edge',
  UNKNOWN: 'border-2 border-dashed border-edge',
};

function Dot({ status }: { readonly status: DepartmentStatus }) {
  return <span aria-hidden="true" className={classNames('size-2.5 shrink-0 rounded-full', dots[status])} />;
}

/** `online`, and how long when the change was seen: `away 3 min`. */
function StatusText({ department: { status, since } }: { readonly department: Department }) {
  const text = useSyncExternalStore(subscribeToSeconds, () => {
    const word = status === 'UNKNOWN' ? 'status not known' : status.toLowerCase();
    if (since === null) return word;
    const span = formatSpan(Math.max(0, getNow() - since));
    return span === 'now' ? `${word} just now` : `${word} ${span}`;
  });
  return <>{text}</>;
}

type UnreadProps = {
  readonly error: unknown;
  readonly isStale: boolean;
  readonly onRetry: () => Promise<unknown>;
};

function Unread({ error, isStale, onRetry }: UnreadProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-lg bg-warn-tint p-2 text-small text-warn">
      <p className="min-w-0 flex-1">
        {isStale ? 'These may be out of date. ' : 'The departments can’t be read. '}
        {describeError(error).message}
      </p>
      <Button small onPress={() => void onRetry().catch(() => undefined)}>
        Read again
      </Button>
    </div>
  );
}
