import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Heading } from 'react-aria-components/Heading';
import { useObservable } from '../../session/DeskContext.ts';
import { desktopNotices, type NoticeSettings } from '../../settings/noticeSettings.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';
import type { Blockage } from './blockage.ts';
import type { NoticeCenter } from './noticeCenter.ts';
import { QuietHoursFields } from './QuietHoursFields.tsx';
import { SettingSwitch } from './SettingSwitch.tsx';
import { useBlockageText } from './useBlockageText.ts';
import { type Trials, useTrials } from './useTrials.ts';

/** How the agent is told, a trial of each way, and what is in the way. */
export function NoticesPanel({ center }: { readonly center: NoticeCenter }) {
  const { blockages } = useObservable(center.view);
  const trials = useTrials(center);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-3">
        <Heading slot="title" className="text-title font-bold">
          <Trans>Notices</Trans>
        </Heading>
        <Button look="solid" onPress={trials.all}>
          <Trans>Ring me</Trans>
        </Button>
      </div>
      <Blockages blockages={blockages} />
      <p role="status" className="text-small text-soft empty:hidden">
        {trials.outcome}
      </p>
      <SoundPart trials={trials} />
      <DesktopPart center={center} trials={trials} />
      <Part>
        <div className="flex items-start justify-between gap-3">
          <p className="text-soft">
            <Trans>How many wait always stands in the page’s title and on its icon.</Trans>
          </p>
          <Trial trials={trials} way="sign" />
        </div>
      </Part>
      <Part>
        <QuietHoursFields />
      </Part>
    </div>
  );
}

function Blockages({ blockages }: { readonly blockages: readonly Blockage[] }) {
  const texts = useBlockageText();
  if (blockages.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2">
      {blockages.map(blockage => (
        <li key={blockage} className="rounded-lg bg-bad-tint px-3 py-2 text-small">
          <strong className="text-bad first-letter:uppercase block">{texts[blockage].reason}</strong>
          {texts[blockage].remedy}
        </li>
      ))}
    </ul>
  );
}

function Part({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-col gap-2 border-t border-line pt-3">{children}</div>;
}

function SoundPart({ trials }: { readonly trials: Trials }) {
  const { t } = useLingui();
  const sound = useSetting('sound');
  const volume = useSetting('volume');
  return (
    <Part>
      <SettingSwitch isOn={sound} onChange={isOn => settings.change({ sound: isOn })}>
        <Trans>Sound</Trans>
      </SettingSwitch>
      <label className="flex items-center gap-3">
        <span className="text-soft">
          <Trans>Volume</Trans>
        </span>
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={volume}
          aria-valuetext={t`${volume} percent`}
          onChange={event => settings.change({ volume: event.target.valueAsNumber })}
          className="h-6 flex-1 accent-(--color-accent)"
        />
      </label>
      <div className="flex flex-wrap gap-2">
        <Trial trials={trials} way="unserved" />
        <Trial trials={trials} way="message" />
      </div>
    </Part>
  );
}

function DesktopPart({ center, trials }: { readonly center: NoticeCenter; readonly trials: Trials }) {
  const { t } = useLingui();
  const { permission } = useObservable(center.view);
  const chosen = useSetting('desktopNotices');
  const showsText = useSetting('textInNotices');
  const names: Record<NoticeSettings['desktopNotices'], string> = {
    always: t`Always`,
    behind: t`While Switchboard is behind other windows`,
    never: t`Never`,
  };
  return (
    <Part>
      <label className="flex flex-col gap-1">
        <Trans>Desktop notices</Trans>
        <select
          value={chosen}
          onChange={event => {
            const next = desktopNotices.find(name => name === event.target.value);
            if (next !== undefined) settings.change({ desktopNotices: next });
          }}
          className="min-h-8 rounded-lg border border-edge bg-page px-2"
        >
          {desktopNotices.map(name => (
            <option key={name} value={name}>
              {names[name]}
            </option>
          ))}
        </select>
      </label>
      <SettingSwitch isOn={showsText} onChange={textInNotices => settings.change({ textInNotices })}>
        <Trans>Show what visitors write in them</Trans>
      </SettingSwitch>
      <div className="flex flex-wrap gap-2">
        {permission === 'default' && (
          <Button small look="outline" onPress={() => void center.askPermission()}>
            <Trans>Allow desktop notices</Trans>
          </Button>
        )}
        <Trial trials={trials} way="desktop" />
      </div>
    </Part>
  );
}

type Way = 'desktop' | 'message' | 'sign' | 'unserved';

function Trial({ trials, way }: { readonly trials: Trials; readonly way: Way }) {
  const { t } = useLingui();
  const names: Record<Way, string> = {
    unserved: t`Try: a visitor waits`,
    message: t`Try: a new message`,
    desktop: t`Try a desktop notice`,
    sign: t`Try`,
  };
  return (
    <Button
      small
      onPress={trials[way]}
      {...(way === 'sign' && { 'aria-label': t`Try the title and the icon` })}
    >
      {names[way]}
    </Button>
  );
}
