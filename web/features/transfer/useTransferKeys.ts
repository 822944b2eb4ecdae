import { useCallback, useEffect, useState } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import type { Department } from '../../apollo/departmentBoard.ts';
import { isTyping } from '../../lib/isTyping.ts';
import { useDesk } from '../../session/DeskContext.ts';

/** How long (ms) `T` waits for its digit. */
const CHOICE_TIME = 5_000;

export type TransferKeys = {
  /** True after `T`, while the digit is awaited. */
  readonly isChoosing: boolean;
  readonly transfer: (department: Department) => void;
};

/** `T` and then a digit hands the chat to a department, `Z` takes the latest hand-over back, when not typing. */
export function useTransferKeys(chat: Chat | null, departments: readonly Department[]): TransferKeys {
  const { holds } = useDesk();
  const [isChoosing, setChoosing] = useState(false);

  const transfer = useCallback(
    (department: Department) => {
      setChoosing(false);
      if (chat === null) return;
      const act = { kind: 'transfer', departmentId: department.id, departmentName: department.name } as const;
      holds.start({ visitorId: chat.visitorId, visitorName: chat.name }, act, department);
    },
    [chat, holds],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event)) return;
      const key = event.key.toLowerCase();
      if (key === 'z') return holds.undo();
      if (key === 't' && chat !== null) return setChoosing(true);
      if (!isChoosing) return;
      const department = /^[1-9]$/u.test(key) ? departments[Number(key) - 1] : undefined;
      if (department === undefined) return setChoosing(false);
      event.preventDefault();
      transfer(department);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [chat, departments, holds, isChoosing, transfer]);

  useEffect(() => {
    if (!isChoosing) return;
    const timer = setTimeout(() => setChoosing(false), CHOICE_TIME);
    return () => clearTimeout(timer);
  }, [isChoosing]);

  return { isChoosing: isChoosing && chat !== null, transfer };
}
