import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { formatClock, formatDay, formatExact } from '../../lib/times.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import type { EarlierChat, EarlierLine } from '../../visitors/earlierChat.ts';
import { OutcomeText } from './OutcomeText.tsx';

export type EarlierChatDialogProps = { readonly chat: EarlierChat; readonly onClose: () => void };

/** A chat that has ended, to be read. */
export function EarlierChatDialog({ chat, onClose }: EarlierChatDialogProps) {
  const { t } = useLingui();
  const { name, startedAt, endedAt, outcome, lines } = chat;
  const day = formatDay(startedAt, Date.now());
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={isOpen => isOpen || onClose()}
      className="fixed inset-0 z-40 flex items-center justify-center bg-ink/40 p-3"
    >
      <Modal className="flex max-h-full w-full max-w-xl flex-col rounded-xl border border-line bg-page shadow-lg">
        <Dialog className="flex min-h-0 flex-col outline-none">
          <div className="flex items-start gap-3 border-b border-line px-4 py-3">
            <div className="min-w-0 flex-1">
              <Heading slot="title" className="text-title font-bold [overflow-wrap:anywhere]">
                <Trans>
                  Earlier chat with <bdi>{name}</bdi>
                </Trans>
              </Heading>
              <p className="text-small text-soft">
                <time dateTime={new Date(startedAt).toISOString()} title={formatExact(startedAt)}>
                  {day}, {formatClock(startedAt)}
                </time>{' '}
                – {formatClock(endedAt)} · <OutcomeText outcome={outcome} />
              </p>
            </div>
            <Button look="plain" aria-label={t`Close`} onPress={onClose} className="size-8">
              <X aria-hidden="true" size={16} />
            </Button>
          </div>
          {/* A list that scrolls has to be reached by key. */}
          <ul
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key
            tabIndex={0}
            aria-label={t`What was said`}
            className="thin-scroll flex min-h-0 flex-col gap-2 overflow-y-auto bg-sunken px-4 py-3"
          >
            {lines.map(line => (
              <Line key={`${line.at} ${line.text}`} line={line} />
            ))}
          </ul>
          <p className="border-t border-line px-4 py-2 text-tiny text-faint">
            <Trans>Kept in this browser alone, for 30 days at most, until you sign out.</Trans>
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Line({ line: { from, name, text, at } }: { readonly line: EarlierLine }) {
  return (
    <li
      className={classNames(
        'flex max-w-[85%] flex-col',
        from === 'agent' ? 'items-end self-end' : 'self-start',
      )}
    >
      <span className="text-tiny text-faint">
        <bdi>{name}</bdi>, <time title={formatExact(at)}>{formatClock(at)}</time>
      </span>
      <p
        dir="auto"
        className={classNames(
          'rounded-xl px-3 py-1.5 whitespace-pre-wrap [overflow-wrap:anywhere]',
          from === 'agent' ? 'bg-mine text-on-mine' : 'bg-raised',
        )}
      >
        {text}
      </p>
    </li>
  );
}
