import { useLocation } from 'wouter';
import type { Chat } from '../../apollo/chat.ts';
import { chatPath } from '../../lib/paths.ts';
import { useServe } from '../../session/useServe.ts';
import { Button } from '../../ui/Button.tsx';

/** Takes an unserved visitor and opens the chat. */
export function ServeButton({ chat }: { readonly chat: Chat }) {
  const [, navigate] = useLocation();
  const { serve, isServing, canServe } = useServe(chat.visitorId);
  return (
    <Button
      look="outline"
      small
      aria-label={`Serve ${chat.name}`}
      isDisabled={isServing || !canServe}
      onPress={() => {
        serve();
        navigate(chatPath(chat.visitorId));
      }}
    >
      Serve
    </Button>
  );
}
