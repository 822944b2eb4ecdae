import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import { Button } from '../../ui/Button.tsx';
import { splitView, useSplitView } from '../../ui/splitView.ts';

const details = splitView(async () => (await import('./VisitorDetails.tsx')).VisitorDetails);

/** Who the visitor is. What shows it is loaded with the first chat that is opened. */
export function VisitorPanel({ chat }: { readonly chat: Chat }) {
  const [isUnreadable, setUnreadable] = useState(false);
  const Details = useSplitView(details, true, () => setUnreadable(true));
  return (
    <section
      data-visitor=""
      tabIndex={-1}
      aria-labelledby="visitor"
      className="flex flex-col gap-3 rounded-lg outline-offset-4"
    >
      <h2 id="visitor" className="text-small font-semibold text-soft">
        <Trans>Visitor</Trans>
      </h2>
      {Details !== null && <Details key={chat.visitorId} chat={chat} />}
      {Details === null && (isUnreadable ? <Unreadable /> : <Skeleton />)}
    </section>
  );
}

function Unreadable() {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 rounded-lg bg-warn-tint p-2 text-small text-warn"
    >
      <p className="min-w-0 flex-1">
        <Trans>This part of the page can’t be loaded. Check the network.</Trans>
      </p>
      <Button small onPress={() => void details.preload().catch(() => undefined)}>
        <Trans>Try again</Trans>
      </Button>
    </div>
  );
}

function Skeleton() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-3">
      {['name', 'email', 'phone', 'place', 'browser', 'tags', 'notes'].map(row => (
        <div key={row} className="h-5 animate-pulse rounded bg-raised" />
      ))}
    </div>
  );
}
