import { useLingui } from '@lingui/react/macro';
import type { Chat } from '../../apollo/chat.ts';
import { useCommand } from '../../commands/useCommand.ts';
import { useObservable } from '../../session/DeskContext.ts';
import { openStudio, studioRequest } from '../../structured/studioRequest.ts';
import { splitView } from '../../ui/splitView.ts';
import { useDialogView } from '../../ui/useDialogView.ts';

const studio = splitView(async () => (await import('./Studio.tsx')).Studio);

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
  const close = () => studioRequest.set(null);
  const Studio = useDialogView(studio, isOpen, close);
  return isOpen && Studio !== null ? <Studio chat={chat} request={request} onClose={close} /> : null;
}
