import { Trans, useLingui } from '@lingui/react/macro';
import type { QuietHours } from '../../settings/noticeSettings.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { classNames } from '../../ui/classNames.ts';
import { formatMinutes, parseMinutes } from './quietHours.ts';
import { SettingSwitch } from './SettingSwitch.tsx';

/** When the agent wants to be left alone. */
export function QuietHoursFields() {
  const { t } = useLingui();
  const quiet = useSetting('quietHours');
  const change = (part: Partial<QuietHours>) => settings.change({ quietHours: { ...quiet, ...part } });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">
        <Trans>Quiet hours</Trans>
      </legend>
      <SettingSwitch isOn={quiet.isOn} onChange={isOn => change({ isOn })}>
        <Trans>Quiet hours</Trans>
      </SettingSwitch>
      {quiet.isOn && (
        <>
          <div className="flex items-center gap-3">
            <TimeField label={t`From`} minutes={quiet.from} onChange={from => change({ from })} />
            <TimeField label={t`To`} minutes={quiet.to} onChange={to => change({ to })} />
          </div>
          <Days days={quiet.days} onChange={days => change({ days })} />
          <SettingSwitch isOn={quiet.exceptUnserved} onChange={exceptUnserved => change({ exceptUnserved })}>
            <Trans>Visitors who wait to be served ring all the same</Trans>
          </SettingSwitch>
        </>
      )}
    </fieldset>
  );
}

type TimeFieldProps = {
  readonly label: string;
  readonly minutes: number;
  readonly onChange: (minutes: number) => void;
};

function TimeField({ label, minutes, onChange }: TimeFieldProps) {
  return (
    <label className="flex items-center gap-2">
      <span className="text-soft">{label}</span>
      <input
        type="time"
        value={formatMinutes(minutes)}
        onChange={event => {
          const parsed = parseMinutes(event.target.value);
          if (parsed !== null) onChange(parsed);
        }}
        className="min-h-8 rounded-lg border border-edge bg-page px-2"
      />
    </label>
  );
}

type DaysProps = { readonly days: readonly number[]; readonly onChange: (days: readonly number[]) => void };

/** A week that begins on Monday, as it does in most of the languages spoken here. */
const week = [1, 2, 3, 4, 5, 6, 0] as const;

function Days({ days, onChange }: DaysProps) {
  const { i18n } = useLingui();
  const long = new Intl.DateTimeFormat(i18n.locale, { weekday: 'long' });
  const short = new Intl.DateTimeFormat(i18n.locale, { weekday: 'short' });
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">
        <Trans>Days on which they begin</Trans>
      </legend>
      {week.map(day => {
        // The 1st of February 2026 was a Sunday.
        const date = new Date(2026, 1, 1 + day);
        const isChosen = days.includes(day);
        return (
          <button
            key={day}
            type="button"
            aria-label={long.format(date)}
            aria-pressed={isChosen}
            onClick={() => onChange(isChosen ? days.filter(other => other !== day) : [...days, day])}
            className={classNames(
              'min-h-8 flex-1 rounded-lg border text-small',
              isChosen ? 'border-accent bg-accent font-semibold text-on-accent' : 'border-edge text-soft',
            )}
          >
            {short.format(date)}
          </button>
        );
      })}
    </fieldset>
  );
}
