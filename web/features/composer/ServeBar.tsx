import type { Chat } from '../../apollo/chat.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { useServe } from '../../session/useServe.ts';
import { Button } from '../../ui/Button.tsx';

/** Stands in the composer's place while nobody serves the visitor: serving sends the greeting, which can be changed. */
export function ServeBar({ chat }: { readonly chat: Chat }) {
  const { greeting } = useDesk();
  const text = useObservable(greeting.text);
  const { serve, isServing } = useServe(chat.visitorId);
  return (
    <div className="border-t border-line bg-page px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-end gap-3">
        <label className="flex min-w-48 flex-1 flex-col gap-1 text-small text-soft">
          Greeting that is sent when you serve
          <input
            dir="auto"
            defaultValue={text}
            onBlur={event => greeting.change(event.target.value)}
            className="h-9 rounded-lg border border-edge bg-page px-3 text-body text-ink"
          />
        </label>
        <Button look="solid" onPress={serve} isDisabled={isServing} className="min-h-9">
          {isServing ? 'Serving…' : 'Serve this visitor'}
        </Button>
      </div>
    </div>
  );
}
