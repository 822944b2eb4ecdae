import { Trans, useLingui } from '@lingui/react/macro';
import { commandBoard } from '../../commands/commandBoard.ts';
import { isApple } from '../../lib/platform.ts';
import { sendKeys } from '../../settings/settings.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceGroup } from './ChoiceGroup.tsx';
import { Field } from './Field.tsx';
import { NumberChoice } from './NumberChoice.tsx';

/** How replies and hand-overs go out. */
export function AnsweringPanel() {
  const { t } = useLingui();
  const mod = isApple() ? 'Cmd' : 'Ctrl';
  const names = {
    enter: t`Enter sends, Shift+Enter begins a line`,
    modEnter: t`${mod}+Enter sends, Enter begins a line`,
  };
  const holdSeconds = useSetting('holdSeconds');
  return (
    <>
      <ChoiceGroup
        title={t`Sending`}
        choices={sendKeys.map(key => ({ key, name: names[key] }))}
        chosen={useSetting('sendKey')}
        onChoose={sendKey => settings.change({ sendKey })}
      />
      <Field
        title={<Trans>Canned answers</Trans>}
        detail={
          <Trans>
            What you say often, sent by / and some letters. Kept in this browser until you sign out.
          </Trans>
        }
      >
        <div>
          <Button onPress={() => commandBoard.run('answers.manage')}>
            <Trans>Manage answers</Trans>
          </Button>
        </div>
      </Field>
      <Field
        title={<Trans>Undo</Trans>}
        detail={
          holdSeconds === 0 ? (
            <Trans>Transfers and leaving happen at once and can’t be taken back.</Trans>
          ) : (
            <Trans>
              Zendesk can’t take back a transfer, so it waits here first. The same for leaving a chat.
            </Trans>
          )
        }
      >
        <NumberChoice
          label={<Trans>Transfers wait for Undo</Trans>}
          value={holdSeconds}
          least={0}
          most={30}
          unit="second"
          onChange={next => settings.change({ holdSeconds: next })}
        />
      </Field>
    </>
  );
}
