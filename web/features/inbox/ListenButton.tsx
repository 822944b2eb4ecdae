import { useLingui } from '@lingui/react/macro';
import type { Chat } from '../../apollo/chat.ts';
import { useListening } from '../../session/useListening.ts';
import { Button } from '../../ui/Button.tsx';

/** Follows the chat of a colleague without joining it, or stops that. */
export function ListenButton({ chat }: { readonly chat: Chat }) {
  const { t } = useLingui();
  const { isListening, toggle } = useListening(chat);
  const { name } = chat;
  return (
    <Button
      look="outline"
      small
      aria-label={isListening ? t`Stop listening to ${name}` : t`Listen to ${name}`}
      onPress={toggle}
    >
      {isListening ? t`Stop` : t`Listen`}
    </Button>
  );
}
