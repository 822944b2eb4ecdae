import { useLingui } from '@lingui/react/macro';
import { useCallback, useMemo, useState } from 'react';
import type { Colleague } from '../../apollo/agentBoard.ts';
import type { Chat } from '../../apollo/chat.ts';
import type { Department } from '../../apollo/departmentBoard.ts';
import { useCommand } from '../../commands/useCommand.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { inviteColleague, transferChat } from '../../session/handOver.ts';

export type TransferChoice = {
  /** What is awaited after `T`: a department, or a colleague; null when nothing is. */
  readonly choosing: 'department' | 'colleague' | null;
  readonly choose: () => void;
  readonly stopChoosing: () => void;
  /** Hands the chat over, held for a while. */
  readonly transfer: (department: Department) => void;
  /** Asks a colleague into the chat; with `leave`, to take it over. Held for a while. */
  readonly invite: (colleague: Colleague, leave: boolean) => void;
};

/** How the open chat (null: none that can be handed over) goes to others; offers the commands for it. */
export function useTransferChoice(chat: Chat | null): TransferChoice {
  const desk = useDesk();
  const [chosen, setChosen] = useState<{ visitorId: string; of: 'department' | 'colleague' } | null>(null);
  const visitorId = chat?.visitorId ?? null;

  const begin = useCallback(
    (of: 'department' | 'colleague') => setChosen(visitorId === null ? null : { visitorId, of }),
    [visitorId],
  );
  useTransferCommands(chat !== null, begin);

  const choose = useCallback(() => begin('department'), [begin]);
  const stopChoosing = useCallback(() => setChosen(null), []);
  const choosing = chosen !== null && chosen.visitorId === visitorId ? chosen.of : null;
  return useMemo(
    () => ({
      choosing,
      choose,
      stopChoosing,
      transfer: department => chat !== null && transferChat(desk, chat, department),
      invite: (colleague, leave) => chat !== null && inviteColleague(desk, chat, colleague, leave),
    }),
    [choosing, choose, stopChoosing, desk, chat],
  );
}

function useTransferCommands(canTransfer: boolean, begin: (of: 'department' | 'colleague') => void): void {
  const { t } = useLingui();
  const { holds } = useDesk();
  const canUndo = useObservable(holds.state).some(({ phase }) => phase !== 'sending');
  useCommand({
    id: 'chat.transfer',
    title: t`Transfer to a department`,
    group: 'transfer',
    keys: ['t'],
    isEnabled: canTransfer,
    run: () => begin('department'),
  });
  useCommand({
    id: 'chat.handOver',
    title: t`Hand over to a colleague, or invite one`,
    group: 'transfer',
    keys: [],
    isEnabled: canTransfer,
    run: () => begin('colleague'),
  });
  useCommand({
    id: 'transfer.undo',
    title: t`Take the last transfer back`,
    group: 'transfer',
    keys: ['z'],
    isEnabled: canUndo,
    run: () => holds.undo(),
  });
}
