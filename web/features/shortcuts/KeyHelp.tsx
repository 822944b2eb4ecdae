import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { groupTitles } from '../../commands/groupTitles.ts';
import { type KnownKey, useKnownKeys } from '../../commands/useKnownKeys.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';
import { KeyCaps } from '../../ui/KeyCaps.tsx';

export type KeyHelpProps = {
  readonly onClose: () => void;
  readonly onChangeKeys: () => void;
};

/** Every key there is, by what it is for. */
export function KeyHelp({ onClose, onChangeKeys }: KeyHelpProps) {
  const { t } = useLingui();
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={onClose}
      className="fixed inset-0 z-50 flex items-center justify-center bg-scrim p-3"
    >
      <Modal className="flex max-h-full w-full max-w-4xl flex-col overflow-hidden rounded-2xl border border-line bg-page shadow-2xl outline-none">
        <Dialog className="flex min-h-0 flex-col outline-none">
          <div className="flex items-center justify-between gap-3 border-b border-line px-5 py-3">
            <Heading slot="title" className="text-title font-bold">
              <Trans>Keys</Trans>
            </Heading>
            <span className="flex items-center gap-2">
              <Button onPress={onChangeKeys}>
                <Trans>Change keys</Trans>
              </Button>
              <Button aria-label={t`Close`} onPress={onClose} className="w-8 !px-0">
                <X aria-hidden="true" size={16} />
              </Button>
            </span>
          </div>
          <Groups />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Groups() {
  const { t, i18n } = useLingui();
  const groups = useKnownKeys();
  const singleKeys = useSetting('singleKeys');
  return (
    <section
      aria-label={t`All keys`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
      tabIndex={0}
      className="thin-scroll min-h-0 overflow-y-auto px-5 py-4 -outline-offset-2"
    >
      {!singleKeys && (
        <p className="mb-4 rounded-lg bg-warn-tint px-3 py-2 text-warn">
          <Trans>Keys of a single letter, digit or sign are switched off in the settings.</Trans>
        </p>
      )}
      <div className="gap-8 sm:columns-2 lg:columns-3">
        {groups.map(({ group, keys }) => (
          <section key={group} aria-label={i18n._(groupTitles[group])} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 font-semibold text-soft">{i18n._(groupTitles[group])}</h3>
            <dl>
              {keys.map(known => (
                <Line key={known.id} known={known} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </section>
  );
}

function Line({ known: { title, caps } }: { readonly known: KnownKey }) {
  const { t } = useLingui();
  return (
    <div className="flex min-h-7 items-start justify-between gap-3 py-1">
      <dt className="min-w-0">{title}</dt>
      <dd className="flex shrink-0 flex-wrap justify-end gap-1.5">
        {caps.length === 0 && <span className="text-faint">{t`no key`}</span>}
        {caps.map(steps => (
          <span key={steps.join(' ')}>
            <span className="sr-only">{steps.join(` ${t`then`} `)}</span>
            <KeyCaps caps={steps} />
          </span>
        ))}
      </dd>
    </div>
  );
}
