import type { Chat } from '../../apollo/chat.ts';
import { formatClock } from '../../lib/times.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { useServe } from '../../session/useServe.ts';
import { Button } from '../../ui/Button.tsx';

/** Stands in the composer's place while nobody serves the visitor: serving sends the greeting, which can be changed. */
export function ServeBar({ chat }: { readonly chat: Chat }) {
  const { greeting, handedOver } = useDesk();
  const text = useObservable(greeting.text);
  const { serve, isServing, canServe } = useServe(chat.visitorId);
  const handed = useObservable(handedOver).get(chat.visitorId);
  return (
    <div className="border-t border-line bg-page px-4 py-3 sm:px-5">
      {handed !== undefined && (
        <p role="status" className="pb-2 text-soft">
          Transferred to <bdi>{handed.department}</bdi> at {formatClock(handed.at)}; {chat.name} waits there.
        </p>
      )}
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
        <Button
          look={handed === undefined ? 'solid' : 'quiet'}
          onPress={serve}
          isDisabled={isServing || !canServe}
          className="min-h-9"
        >
          {isServing ? 'Serving…' : handed === undefined ? 'Serve this visitor' : 'Take the chat back'}
        </Button>
      </div>
    </div>
  );
}
