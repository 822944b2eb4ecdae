import type { Chat } from '../apollo/chat.ts';
import { DepartmentList } from '../features/transfer/DepartmentList.tsx';
import type { TransferChoice } from '../features/transfer/useTransferChoice.ts';
import { VisitorPanel } from '../features/visitor/VisitorPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';

export type DetailsPaneProps = {
  readonly chat: Chat | null;
  readonly canTransfer: boolean;
  readonly choice: TransferChoice;
  /** Whether it lies over the conversation, where there is no room for it beside. */
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

/** The right pane: who the visitor is, and where the chat can go. */
export function DetailsPane({ chat, canTransfer, choice, isOpen, onClose }: DetailsPaneProps) {
  return (
    <aside
      aria-label="Visitor and departments"
      onKeyDown={event => event.key === 'Escape' && onClose()}
      className={classNames(
        'thin-scroll flex min-h-0 flex-col gap-6 overflow-y-auto border-s border-line bg-page p-4',
        isOpen
          ? 'max-xl:absolute max-xl:inset-y-0 max-xl:end-0 max-xl:z-30 max-xl:w-80 max-xl:shadow-xl max-sm:w-full'
          : 'max-xl:hidden',
      )}
    >
      {isOpen && (
        <Button small onPress={onClose} className="self-end xl:hidden">
          Close
        </Button>
      )}
      {chat !== null && <VisitorPanel chat={chat} />}
      <DepartmentList
        chat={chat}
        isMine={canTransfer}
        isChoosing={choice.isChoosing}
        onChoose={department => {
          choice.transfer(department);
          onClose();
        }}
      />
    </aside>
  );
}
