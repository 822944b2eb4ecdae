import { Trans, useLingui } from '@lingui/react/macro';
import { standingOf } from '../../apollo/chat.ts';
import { assertNever } from '../../lib/assertNever.ts';
import { useDesk, useMe, useObservable } from '../../session/DeskContext.ts';

/** Where a chat went that left the list while its order is held. */
export function GapText({ visitorId }: { readonly visitorId: string }) {
  const { i18n } = useLingui();
  const me = useMe()?.id ?? null;
  const chat = useObservable(useDesk().directory.book).chats.get(visitorId);
  const standing = chat === undefined ? 'ended' : standingOf(chat, me);
  switch (standing) {
    case 'mine':
      return <Trans>You serve this visitor now</Trans>;
    case 'colleague': {
      const colleagues = new Intl.ListFormat(i18n.locale).format(
        (chat?.agents ?? []).map(({ name }) => name),
      );
      return (
        <Trans>
          Served by <bdi>{colleagues}</bdi>
        </Trans>
      );
    }
    case 'unserved':
      return <Trans>Waits for somebody again</Trans>;
    case 'ended':
      return <Trans>The chat has ended</Trans>;
    default:
      return assertNever(standing);
  }
}
