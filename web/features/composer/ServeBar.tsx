import { Trans } from '@lingui/react/macro';
import type { Chat } from '../../apollo/chat.ts';
import { formatClock } from '../../lib/times.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { useServe } from '../../session/useServe.ts';
import { Button } from '../../ui/Button.tsx';

/**
 * Stands in the composer's place, as high as it, while nobody serves the visitor: serving sends the greeting, which can
 * be changed.
 */
export function ServeBar({ chat }: { readonly chat: Chat }) {
  const { greeting, handedOver } = useDesk();
  const text = useObservable(greeting.text);
  const { serve, isServing, canServe } = useServe(chat.visitorId);
  const handed = useObservable(handedOver).get(chat.visitorId);
  const { name } = chat;
  return (
    <div className="flex min-h-29 flex-col justify-center border-t border-line bg-page px-4 py-3 sm:px-5">
      {handed !== undefined && <HandedOver name={name} to={handed.department} at={formatClock(handed.at)} />}
      <div className="flex flex-wrap items-end gap-3">
        <label className="flex min-w-48 flex-1 flex-col gap-1 text-small text-soft">
          <Trans>Greeting that is sent when you serve</Trans>
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
          {isServing ? (
            <Trans>Serving…</Trans>
          ) : handed === undefined ? (
            <Trans>Serve this visitor</Trans>
          ) : (
            <Trans>Take the chat back</Trans>
          )}
        </Button>
      </div>
    </div>
  );
}

type HandedOverProps = { readonly name: string; readonly to: string; readonly at: string };

function HandedOver({ name, to, at }: HandedOverProps) {
  return (
    <p role="status" className="pb-2 text-soft">
      <Trans>
        Transferred to <bdi>{to}</bdi> at {at}; <bdi>{name}</bdi> waits there.
      </Trans>
    </p>
  );
}
