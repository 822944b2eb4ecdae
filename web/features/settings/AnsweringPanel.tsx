import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { commandBoard } from '../../commands/commandBoard.ts';
import { isApple } from '../../lib/platform.ts';
import { messageLimits, sendKeys } from '../../settings/settings.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { TARGET_HOLE } from '../../transfers/farewell.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceGroup } from './ChoiceGroup.tsx';
import { Field } from './Field.tsx';
import { NumberChoice } from './NumberChoice.tsx';
import { Toggle } from './Toggle.tsx';

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
      <Farewell />
      <Field
        title={<Trans>Suggestions</Trans>}
        detail={
          <Trans>
            A department is suggested from words in the chats that you transferred before. They are counted in
            this browser and stay here; nothing is transferred by itself.
          </Trans>
        }
      >
        <Toggle
          isOn={useSetting('suggestsDepartments')}
          onChange={suggestsDepartments => settings.change({ suggestsDepartments })}
        >
          <Trans>Suggest a department</Trans>
        </Toggle>
      </Field>
      <Field
        title={<Trans>Long messages</Trans>}
        detail={
          <Trans>
            A longer one goes out as several, parted between paragraphs or sentences. Zendesk tells no limit.
          </Trans>
        }
      >
        <NumberChoice
          label={<Trans>Characters in one message</Trans>}
          value={useSetting('messageLimit')}
          {...messageLimits}
          step={100}
          onChange={messageLimit => settings.change({ messageLimit })}
        />
      </Field>
    </>
  );
}

/** What is said before a chat is handed over, unless the agent writes something else in that chat. */
function Farewell() {
  const { t } = useLingui();
  const id = useId();
  return (
    <Field
      title={<Trans>Farewell</Trans>}
      detail={
        <Trans>
          Sent to the visitor before each transfer; empty: nothing. {TARGET_HOLE} becomes the name of who
          takes over.
        </Trans>
      }
    >
      <label htmlFor={id} className="sr-only">
        <Trans>Usual farewell</Trans>
      </label>
      <textarea
        id={id}
        dir="auto"
        rows={2}
        maxLength={1_000}
        value={useSetting('farewell')}
        placeholder={t`I’m handing you over to ${TARGET_HOLE}.`}
        onChange={({ target }) => settings.change({ farewell: target.value })}
        className="thin-scroll field-sizing-content max-h-32 min-h-16 w-full max-w-prose resize-none rounded-lg border border-edge bg-page px-2.5 py-1.5"
      />
    </Field>
  );
}
