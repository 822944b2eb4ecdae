import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import { useCommand } from '../../commands/useCommand.ts';
import { useObservable } from '../../session/DeskContext.ts';
import { openStudio, studioRequest } from '../../structured/studioRequest.ts';

const Studio = lazy(() => import('./Studio.tsx').then(module => ({ default: module.Studio })));

/** Offers to write structured messages to a visitor; the studio itself is loaded when it is first opened. */
export function StudioHost({ chat }: { readonly chat: Chat }) {
  const { t } = useLingui();
  const request = useObservable(studioRequest);
  const isOpen = request?.visitorId === chat.visitorId;
  useCommand({
    id: 'compose.structured',
    title: t`Write a structured message`,
    group: 'compose',
    keys: ['mod+j'],
    isEnabled: !isOpen,
    run: () => openStudio(chat.visitorId),
  });
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <Studio chat={chat} request={request} onClose={() => studioRequest.set(null)} />
    </Suspense>
  );
}
