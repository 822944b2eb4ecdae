import { useLingui } from '@lingui/react/macro';
import { ChevronUp } from 'lucide-react';
import { commandBoard } from '../../commands/commandBoard.ts';
import { isApple } from '../../lib/platform.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';

/** What else can be done at Send, and by which key it is sent. */
export function SendMenu({ onSendAndNext }: { readonly onSendAndNext: () => void }) {
  const { t } = useLingui();
  const sendKey = useSetting('sendKey');
  const mod = isApple() ? '⌘' : t({ message: 'Ctrl', comment: 'The key of this name' });
  return (
    <MenuButton
      label={t`Composer options`}
      content={<ChevronUp aria-hidden="true" size={16} />}
      chosen={sendKey}
      choices={[
        { key: 'next', name: t`Send, and open who waits longest` },
        { key: 'manage', name: t`Manage answers` },
        { key: 'enter', name: t`Enter sends` },
        { key: 'modEnter', name: t`${mod}+Enter sends` },
      ]}
      onChoose={key => {
        if (key === 'next') onSendAndNext();
        else if (key === 'manage') commandBoard.run('answers.manage');
        else settings.change({ sendKey: key });
      }}
    />
  );
}
