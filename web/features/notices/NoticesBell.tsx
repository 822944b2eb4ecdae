import { useLingui } from '@lingui/react/macro';
import { Bell, BellOff, Moon } from 'lucide-react';
import { useState } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { useCommand } from '../../commands/useCommand.ts';
import { useObservable } from '../../session/DeskContext.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { splitView } from '../../ui/splitView.ts';
import { useDialogView } from '../../ui/useDialogView.ts';
import type { NoticeCenter, NoticeView } from './noticeCenter.ts';
import { PermissionOffer } from './PermissionOffer.tsx';
import { useBlockageText } from './useBlockageText.ts';
import { useNoticeCenter } from './useNoticeCenter.ts';

const panel = splitView(async () => (await import('./NoticesPanel.tsx')).NoticesPanel);

/** Tells the agent of visitors who wait, and shows whether that can be heard and seen: red while anything is blocked. */
export function NoticesBell() {
  const center = useNoticeCenter();
  return center === null ? <span className="size-8" /> : <Ready center={center} />;
}

function Ready({ center }: { readonly center: NoticeCenter }) {
  const { t } = useLingui();
  const view = useObservable(center.view);
  const sound = useSetting('sound');
  const [isOpen, setOpen] = useState(false);
  const Panel = useDialogView(panel, isOpen, () => setOpen(false));
  useCommand({ id: 'notices.open', title: t`Notices`, group: 'view', keys: [], run: () => setOpen(true) });
  useCommand({
    id: 'notices.mute',
    title: sound ? t`Mute notices` : t`Let notices sound`,
    group: 'view',
    keys: [],
    run: () => settings.change({ sound: !sound }),
  });
  return (
    <>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <BellButton view={view} />
        <Popover className="rounded-xl border border-line bg-page shadow-lg outline-none">
          <Dialog
            aria-label={t`Notices`}
            className="thin-scroll max-h-[inherit] w-96 max-w-[calc(100vw-1.5rem)] overflow-y-auto p-4 outline-none"
          >
            {Panel === null ? <span className="block h-96" /> : <Panel center={center} />}
          </Dialog>
        </Popover>
      </DialogTrigger>
      <PermissionOffer center={center} />
    </>
  );
}

function BellButton({ view }: { readonly view: NoticeView }) {
  const { t } = useLingui();
  const texts = useBlockageText();
  const [worst] = view.blockages;
  const reason = worst === undefined ? null : texts[worst].reason;
  const name =
    reason === null ? (view.isQuiet ? t`Notices: quiet hours` : t`Notices`) : t`Notices: ${reason}`;
  const Icon = reason !== null ? BellOff : view.isQuiet ? Moon : Bell;
  return (
    <Button
      aria-label={name}
      pill
      className={classNames('w-8 !px-0', reason !== null && '!border-bad !bg-bad-tint !text-bad')}
    >
      <Icon aria-hidden="true" size={16} />
    </Button>
  );
}
