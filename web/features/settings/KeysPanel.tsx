import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Command } from '../../commands/command.ts';
import { groupTitles } from '../../commands/groupTitles.ts';
import { formatKeys } from '../../commands/keyChord.ts';
import {
  type KeyRefusal,
  keyOwners,
  keyRefusal,
  withKey,
  withoutChoice,
} from '../../commands/keyConflicts.ts';
import { useKnownKeys } from '../../commands/useKnownKeys.ts';
import { isApple } from '../../lib/platform.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from './Field.tsx';
import { type KeyQuestion, KeyRow } from './KeyRow.tsx';
import { Toggle } from './Toggle.tsx';

const refusals: Readonly<Record<KeyRefusal, MessageDescriptor>> = {
  browser: msg`The browser keeps this key for itself. Press another.`,
  text: msg`This key is needed for writing. Press another.`,
  controls: msg`This key works buttons, lists and dialogs. Press another.`,
};

/** Every key, and the way to another. */
export function KeysPanel() {
  const { t, i18n } = useLingui();
  const groups = useKnownKeys();
  const chosen = useSetting('keys');
  const [recording, setRecording] = useState<string | null>(null);
  const [question, setQuestion] = useState<KeyQuestion | null>(null);
  const [said, setSaid] = useState('');
  const all = groups.flatMap(({ keys }) => keys.map(({ command }) => command));

  const take = (command: Command, key: string) => {
    setRecording(null);
    const refusal = keyRefusal(key);
    if (refusal !== null) {
      setSaid(i18n._(refusals[refusal]));
      setQuestion({ id: command.id, text: i18n._(refusals[refusal]), take: null });
      return;
    }
    const owners = keyOwners(key, command.id, all, chosen);
    const put = () => {
      settings.change({ keys: withKey(key, command.id, owners, chosen) });
      setQuestion(null);
      const [cap, title] = [written(key, t`then`), command.title];
      setSaid(t`${cap}: ${title}`);
    };
    if (owners.length === 0) return put();
    const [cap, titles] = [written(key, t`then`), owners.map(({ title }) => title)];
    const others = new Intl.ListFormat(i18n.locale).format(titles);
    const text = t`${cap} is the key of: ${others}`;
    setSaid(text);
    setQuestion({ id: command.id, text, take: put });
  };

  return (
    <>
      <Field
        title={<Trans>Single keys</Trans>}
        detail={
          <Trans>
            Letters, digits and signs that do something by themselves can be pressed by accident, or by speech
            input. Keys with Ctrl or Cmd always work.
          </Trans>
        }
      >
        <Toggle isOn={useSetting('singleKeys')} onChange={singleKeys => settings.change({ singleKeys })}>
          <Trans>Single keys do something</Trans>
        </Toggle>
      </Field>
      <Field
        title={<Trans>Keys</Trans>}
        detail={
          <Trans>
            Press a key’s button, then the new key: one, or two one after the other. Alt, AltGr and the
            Windows key stay free for writing.
          </Trans>
        }
      >
        <div>
          <Button
            isDisabled={Object.keys(chosen).length === 0}
            onPress={() => {
              settings.change({ keys: {} });
              setQuestion(null);
              setSaid(t`All keys are as they were at first.`);
            }}
          >
            <Trans>Reset all keys</Trans>
          </Button>
        </div>
        <p role="status" className="sr-only">
          {said}
        </p>
        {groups.map(({ group, keys }) => (
          <section key={group} aria-label={i18n._(groupTitles[group])} className="mt-2">
            <h4 className="mb-1 text-small font-semibold text-soft">{i18n._(groupTitles[group])}</h4>
            <ul>
              {keys.map(known => (
                <KeyRow
                  key={known.id}
                  known={known}
                  isChosen={Object.hasOwn(chosen, known.id)}
                  isRecording={recording === known.id}
                  question={question?.id === known.id ? question : null}
                  onRecord={() => {
                    setQuestion(null);
                    setRecording(known.id);
                  }}
                  onKey={key => take(known.command, key)}
                  onStop={() => {
                    setRecording(null);
                    setQuestion(null);
                  }}
                  onOff={() => settings.change({ keys: { ...chosen, [known.id]: null } })}
                  onReset={() => settings.change({ keys: withoutChoice(known.id, chosen) })}
                />
              ))}
            </ul>
          </section>
        ))}
      </Field>
    </>
  );
}

function written(key: string, then: string): string {
  return formatKeys(key, isApple()).join(` ${then} `);
}
