import { Trans, useLingui } from '@lingui/react/macro';
import { useLocation } from 'wouter';
import type { Chat } from '../../apollo/chat.ts';
import { chatPath } from '../../lib/paths.ts';
import { useServe } from '../../session/useServe.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';

/** Takes an unserved visitor and opens the chat, or stays, as the agent chose; with Shift the other of the two. */
export function ServeButton({ chat }: { readonly chat: Chat }) {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const opens = useSetting('opensServed');
  const { serve, isServing, canServe } = useServe(chat.visitorId);
  const { name } = chat;
  return (
    <Button
      look="outline"
      small
      aria-label={t`Serve ${name}`}
      isDisabled={isServing || !canServe}
      onPress={({ shiftKey }) => {
        serve();
        if (opens !== shiftKey) navigate(chatPath(chat.visitorId));
      }}
    >
      <Trans>Serve</Trans>
    </Button>
  );
}
