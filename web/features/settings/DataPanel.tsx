import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { defaultSettings, type Settings } from '../../settings/settings.ts';
import { readSettingsFile, writeSettingsFile } from '../../settings/settingsFile.ts';
import { settings } from '../../settings/settingsStore.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from './Field.tsx';

/** More is no settings file, bytes. */
const MOST_BYTES = 1_000_000;

type Outcome = { readonly text: ReactNode; readonly before: Settings | null };

/** Takes the settings to another browser, and back to what they were at first. */
export function DataPanel() {
  const { t } = useLingui();
  const reset = useRef<HTMLButtonElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const replace = (next: Settings, text: ReactNode) => {
    const before = settings.values.getSnapshot();
    settings.change(next);
    setOutcome({ text, before });
  };
  const takeIn = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = file.size > MOST_BYTES ? null : readSettingsFile(await file.text());
    const { name } = file;
    if (read === null) setOutcome({ text: t`${name} is no file of Switchboard’s settings.`, before: null });
    else replace(read, t`The settings of ${name} are in force.`);
  };
  return (
    <>
      <Field
        title={<Trans>Settings as a file</Trans>}
        detail={<Trans>They are kept in this browser. A file takes them to another one.</Trans>}
      >
        <div className="flex flex-wrap gap-2">
          <Button onPress={() => download(settings.values.getSnapshot())}>
            <Trans>Export settings</Trans>
          </Button>
          <FileTrigger
            acceptedFileTypes={['application/json', '.json']}
            onSelect={files => void takeIn(files?.[0])}
          >
            <Button>
              <Trans>Import settings</Trans>
            </Button>
          </FileTrigger>
        </div>
      </Field>
      <Field
        title={<Trans>Back to the beginning</Trans>}
        detail={<Trans>Every setting as it was at first, keys too. Drafts and chats are not touched.</Trans>}
      >
        <div>
          <Button
            ref={reset}
            onPress={() =>
              replace(
                { ...defaultSettings, knowsFirstSteps: settings.values.getSnapshot().knowsFirstSteps },
                t`All settings are as they were at first.`,
              )
            }
          >
            <Trans>Reset all settings</Trans>
          </Button>
        </div>
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <p role="status">{outcome?.text}</p>
        {outcome !== null && outcome.before !== null && (
          <Button
            small
            onPress={() => {
              if (outcome.before !== null) settings.change(outcome.before);
              setOutcome({ text: t`Everything is as before.`, before: null });
              reset.current?.focus();
            }}
          >
            <Trans>Undo</Trans>
          </Button>
        )}
      </div>
    </>
  );
}

function download(values: Settings): void {
  const url = URL.createObjectURL(new Blob([writeSettingsFile(values)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'switchboard-settings.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
