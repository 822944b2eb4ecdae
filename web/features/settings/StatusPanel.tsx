import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { AgentStatus } from '../../session/agentStatus.ts';
import { useObservable } from '../../session/DeskContext.ts';
import { type StatusReason, statusLog } from '../../session/statusLog.ts';
import { defaultSettings } from '../../settings/settings.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Field } from './Field.tsx';
import { NumberChoice } from './NumberChoice.tsx';
import { Toggle } from './Toggle.tsx';

const names: Readonly<Record<AgentStatus, MessageDescriptor>> = {
  ONLINE: msg`Online`,
  AWAY: msg`Away`,
  INVISIBLE: msg`Invisible`,
};
const reasons: Readonly<Record<StatusReason, MessageDescriptor>> = {
  chosen: msg`you chose it`,
  undone: msg`you took it back`,
  idle: msg`no key and no pointer`,
  service: msg`Zendesk did not take the other`,
};

/** When the agent is away by themselves, and why the status changed. */
export function StatusPanel() {
  const minutes = useSetting('autoAwayMinutes');
  return (
    <>
      <Field
        title={<Trans>Away by itself</Trans>}
        detail={
          <Trans>
            After a time without a key or the pointer in any tab, a countdown of 30 seconds asks whether you
            are there.
          </Trans>
        }
      >
        <Toggle
          isOn={minutes !== null}
          onChange={isOn =>
            settings.change({ autoAwayMinutes: isOn ? defaultSettings.autoAwayMinutes : null })
          }
        >
          <Trans>Make me Away when nobody is here</Trans>
        </Toggle>
        {minutes !== null && (
          <NumberChoice
            label={<Trans>After</Trans>}
            value={minutes}
            least={1}
            most={240}
            unit="minute"
            onChange={autoAwayMinutes => settings.change({ autoAwayMinutes })}
          />
        )}
      </Field>
      <StatusLog />
    </>
  );
}

function StatusLog() {
  const { i18n } = useLingui();
  const entries = useObservable(statusLog.entries);
  const format = new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'short', timeStyle: 'medium' });
  return (
    <Field title={<Trans>Why your status changed</Trans>}>
      {entries.length === 0 ? (
        <p className="text-soft">
          <Trans>It has not changed in this browser.</Trans>
        </p>
      ) : (
        <ol className="flex flex-col">
          {entries.map(({ at, status, reason }) => (
            <li key={at} className="flex flex-wrap gap-x-3 border-b border-line py-1.5 last:border-0">
              <time dateTime={new Date(at).toISOString()} className="w-40 text-soft tabular-nums">
                {format.format(at)}
              </time>
              <span className="w-20 font-semibold">{i18n._(names[status])}</span>
              <span className="text-soft">{i18n._(reasons[reason])}</span>
            </li>
          ))}
        </ol>
      )}
    </Field>
  );
}
