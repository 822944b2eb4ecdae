import { plural, t } from '@lingui/core/macro';
import { memo, useSyncExternalStore } from 'react';
import type { AgentStatus } from '../../apollo/agentBoard.ts';
import type { Department, DepartmentStatus } from '../../apollo/departmentBoard.ts';
import { assertNever } from '../../lib/assertNever.ts';
import { getNow, subscribeToSeconds } from '../../lib/clock.ts';
import { formatSpan } from '../../lib/waitTime.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { Kbd } from '../../ui/Kbd.tsx';

export type DepartmentButtonProps = {
  readonly department: Department;
  readonly digit: string | null;
  readonly isChoosing: boolean;
  readonly isTarget: boolean;
  readonly isDisabled: boolean;
  readonly onChoose: (department: Department) => void;
};

/** A department: its name, its status with since when, and the digit that stands for it. */
export const DepartmentButton = memo(function DepartmentButton(props: DepartmentButtonProps) {
  const { department, digit, isChoosing, isTarget, isDisabled, onChoose } = props;
  const statusId = `status-${department.id}`;
  const { name, status } = department;
  return (
    <Button
      aria-label={t`Transfer to ${name}`}
      aria-describedby={statusId}
      isDisabled={isDisabled}
      onPress={() => onChoose(department)}
      className={classNames(
        'min-h-10 compact:min-h-8 w-full !justify-start gap-2.5 !whitespace-normal disabled:!opacity-100',
        isChoosing && '!border-accent',
        isTarget && '!border-accent !bg-accent-tint ring-2 ring-accent',
      )}
    >
      <StatusDot status={status} />
      <bdi
        className={classNames(
          'max-w-3/4 min-w-min flex-1 text-start break-words',
          status !== 'ONLINE' && 'text-soft',
        )}
      >
        {name}
      </bdi>
      <span id={statusId} className="text-end text-small text-faint">
        <StatusText department={department} />
      </span>
      {digit !== null && !isDisabled && <Kbd>{digit}</Kbd>}
    </Button>
  );
});

const dots: Record<DepartmentStatus | AgentStatus, string> = {
  ONLINE: 'bg-good',
  AWAY: 'bg-warn',
  OFFLINE: 'border-2 border-edge',
  INVISIBLE: 'border-2 border-edge',
  UNKNOWN: 'border-2 border-dashed border-edge',
};

/** The status as a dot; decoration, for the word stands beside it. */
export function StatusDot({ status }: { readonly status: DepartmentStatus | AgentStatus }) {
  return <span aria-hidden="true" className={classNames('size-2.5 shrink-0 rounded-full', dots[status])} />;
}

/** A status in one word. */
export function statusWord(status: DepartmentStatus | AgentStatus): string {
  switch (status) {
    case 'ONLINE':
      return t`online`;
    case 'AWAY':
      return t`away`;
    case 'OFFLINE':
      return t`offline`;
    case 'INVISIBLE':
      return t`invisible`;
    case 'UNKNOWN':
      return t`status not known`;
    default:
      return assertNever(status);
  }
}

/** `online`; how long when the change was seen: `away 3 min`; and how often it changed lately, when more than once. */
function StatusText({ department: { status, since, changes } }: { readonly department: Department }) {
  const text = useSyncExternalStore(subscribeToSeconds, () => {
    const word = statusWord(status);
    if (since === null) return word;
    const ms = Math.max(0, getNow() - since);
    const span = formatSpan(ms);
    return ms < 60_000 ? t`${word} just now` : `${word} ${span}`;
  });
  const times = changes.length;
  if (times < 2) return <>{text}</>;
  return (
    <>
      {text}
      <span className="block text-tiny text-warn">
        <span className="sr-only">, </span>
        {plural(times, { one: '# change this hour', other: '# changes this hour' })}
      </span>
    </>
  );
}
