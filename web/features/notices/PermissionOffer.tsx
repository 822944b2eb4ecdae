import { Trans, useLingui } from '@lingui/react/macro';
import { useObservable } from '../../session/DeskContext.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';
import type { NoticeCenter } from './noticeCenter.ts';

/** Asks, once and after the first visitor was served, whether desktop notices are wanted: a line under the header. */
export function PermissionOffer({ center }: { readonly center: NoticeCenter }) {
  const { t } = useLingui();
  const { permission, hasServed } = useObservable(center.view);
  const wasAsked = useSetting('askedForNotices');
  const wanted = useSetting('desktopNotices');
  if (!hasServed || wasAsked || permission !== 'default' || wanted === 'never') return null;
  return (
    <section
      aria-label={t`Desktop notices`}
      className="order-last flex basis-full flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-accent-tint px-3 py-1.5 short:hidden"
    >
      <p className="flex-1 basis-64">
        <Trans>Shall Switchboard tell you of waiting visitors while you are in another window?</Trans>
      </p>
      <Button small look="solid" onPress={() => void center.askPermission()}>
        <Trans>Allow desktop notices</Trans>
      </Button>
      <Button small onPress={() => settings.change({ askedForNotices: true })}>
        <Trans>Not now</Trans>
      </Button>
    </section>
  );
}
