import { Trans, useLingui } from '@lingui/react/macro';
import type { Chat } from '../../apollo/chat.ts';
import { useCommand } from '../../commands/useCommand.ts';
import { useListening } from '../../session/useListening.ts';
import { Button } from '../../ui/Button.tsx';

/** Stands in the composer's place while a colleague serves the visitor: who it is, and whether the agent listens. */
export function ListenBar({ chat }: { readonly chat: Chat }) {
  const { t, i18n } = useLingui();
  const { isListening, toggle } = useListening(chat);
  const colleagues = new Intl.ListFormat(i18n.locale).format(chat.agents.map(agent => agent.name));
  useCommand({
    id: 'chat.listen',
    title: isListening ? t`Stop listening` : t`Listen without joining`,
    group: 'chat',
    keys: [],
    run: toggle,
  });
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 border-t border-line px-5 py-3 text-soft">
      <p className="min-w-0 [overflow-wrap:anywhere]">
        <Trans>
          Served by <bdi>{colleagues}</bdi>.
        </Trans>{' '}
        {isListening && <Trans>You listen: they don’t see you.</Trans>}
      </p>
      <Button onPress={toggle}>
        {isListening ? <Trans>Stop listening</Trans> : <Trans>Listen without joining</Trans>}
      </Button>
    </div>
  );
}
