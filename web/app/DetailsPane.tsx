import { Trans, useLingui } from '@lingui/react/macro';
import { memo, type RefObject, useMemo } from 'react';
import type { Chat } from '../apollo/chat.ts';
import { DepartmentList } from '../features/transfer/DepartmentList.tsx';
import type { TransferChoice } from '../features/transfer/useTransferChoice.ts';
import { VisitorPanel } from '../features/visitor/VisitorPanel.tsx';
import { defaultSettings, paneWidths } from '../settings/settings.ts';
import { settings } from '../settings/settingsStore.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';
import { PaneSeparator } from './panes/PaneSeparator.tsx';
import type { Panes } from './panes/usePanes.ts';

export type DetailsPaneProps = {
  readonly chat: Chat | null;
  /** A chat is to be shown that has not been read yet. */
  readonly isAwaited: boolean;
  readonly canTransfer: boolean;
  readonly choice: TransferChoice;
  readonly panes: Panes;
  readonly pane: RefObject<HTMLElement | null>;
  /** Whether it lies over the conversation, where it is not beside. */
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

/** The right pane: who the visitor is, and where the chat can go. */
export const DetailsPane = memo(function DetailsPane(props: DetailsPaneProps) {
  const { chat, isAwaited, canTransfer, choice, panes, pane, isOpen, onClose } = props;
  const { t } = useLingui();
  // Who is done with choosing is done with the pane, where it lies over the conversation.
  const closing = useMemo(() => ({ ...choice, stopChoosing: onClose }), [choice, onClose]);
  const { showsDetails: isBeside } = panes;
  return (
    <aside
      ref={pane}
      aria-label={t`Visitor and departments`}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !isOpen || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
      className={classNames(
        'relative flex min-h-0 flex-col border-s border-line bg-page xl:col-start-3',
        isOpen ? over[isBeside ? 'narrow' : 'always'] : isBeside ? 'max-xl:hidden' : 'hidden',
      )}
    >
      <PaneSeparator
        label={t`Width of the visitor and departments`}
        side="end"
        width={panes.detailsWidth}
        limits={paneWidths.details}
        onPreview={width => panes.preview('details', width)}
        onChange={detailsWidth => settings.change({ detailsWidth })}
        onReset={() => settings.change({ detailsWidth: defaultSettings.detailsWidth })}
        onHide={() => settings.change({ showsDetails: false })}
        className={isBeside ? 'max-xl:hidden' : 'hidden'}
      />
      <div className="thin-scroll flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto p-4">
        {isOpen && (
          <Button small onPress={onClose} className={classNames('self-end', isBeside && 'xl:hidden')}>
            <Trans>Close</Trans>
          </Button>
        )}
        {chat !== null && <VisitorPanel chat={chat} />}
        {/* Shown in its place at once: not first above what is to be known of the visitor, then below. */}
        <div className={isAwaited ? 'invisible' : 'contents'}>
          <DepartmentList chat={chat} isMine={canTransfer} choice={closing} />
        </div>
      </div>
    </aside>
  );
});

/** Over the conversation: where there is no room beside it, or wherever the pane is hidden. */
const over = {
  narrow:
    'max-xl:absolute max-xl:inset-y-0 max-xl:end-0 max-xl:z-30 max-xl:w-80 max-xl:shadow-xl max-sm:w-full',
  always: '!absolute inset-y-0 end-0 z-30 w-80 shadow-xl max-sm:w-full',
} as const;
