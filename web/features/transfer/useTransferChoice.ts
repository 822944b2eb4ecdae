import { useCallback, useEffect, useState } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import type { Department } from '../../apollo/departmentBoard.ts';
import { isTyping } from '../../lib/isTyping.ts';
import { useDesk } from '../../session/DeskContext.ts';

export type TransferChoice = {
  /** True after `T`, while the department is awaited. */
  readonly isChoosing: boolean;
  readonly choose: () => void;
  readonly stopChoosing: () => void;
  /** Hands the chat over, held for 5 s. */
  readonly transfer: (department: Department) => void;
};

/** `T` and then a digit hands the chat to a department, `Z` takes the latest hand-over back, when not typing. */
export function useTransferChoice(chat: Chat | null): TransferChoice {
  const { holds, departments } = useDesk();
  const [chosenFor, setChosenFor] = useState<string | null>(null);
  const isChoosing = chat !== null && chosenFor === chat.visitorId;

  const choose = useCallback(() => setChosenFor(chat?.visitorId ?? null), [chat]);
  const stopChoosing = useCallback(() => setChosenFor(null), []);
  const transfer = useCallback(
    (department: Department) => {
      setChosenFor(null);
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
      if (key === 't') return choose();
      // Some keyboards write a digit with Shift: its own press chooses nothing yet.
      if (!isChoosing || event.key === 'Shift') return;
      const department = departmentAt(departments.board.getSnapshot().departments, key);
      if (department === null) return stopChoosing();
      event.preventDefault();
      transfer(department);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [choose, departments, holds, isChoosing, stopChoosing, transfer]);

  return { isChoosing, choose, stopChoosing, transfer };
}

/** The department that a digit stands for: `1` is the first. */
function departmentAt(departments: readonly Department[], key: string): Department | null {
  return /^[1-9]$/u.test(key) ? (departments[Number(key) - 1] ?? null) : null;
}
