import { Trans } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import { chatPath } from '../../lib/paths.ts';
import { actText } from '../../outbox/actText.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';

/** Replies that could not be sent to visitors who are not there any more: they must not be out of sight. */
export function LeftBehind({ isKnown }: { readonly isKnown: (visitorId: string) => boolean }) {
  const { outbox, directory } = useDesk();
  const visitors = useSyncExternalStore(outbox.subscribe, outbox.getVisitors);
  const { loaded } = useObservable(directory.book);
  const left = visitors.filter(visitorId => !isKnown(visitorId));
  if (!loaded || left.length === 0) return null;
  return (
    <section aria-labelledby="left-behind">
      <div className="flex h-9 items-center justify-between gap-2 px-4 pt-2 text-small text-soft">
        <h2 className="font-semibold">
          <span id="left-behind">
            <Trans>Not sent</Trans>
          </span>{' '}
          · {left.length}
        </h2>
        <span className="truncate text-faint">
          <Trans>the visitor has left</Trans>
        </span>
      </div>
      <ul>
        {left.map(visitorId => (
          <li key={visitorId}>
            <Link href={chatPath(visitorId)} className="block truncate px-4 py-2 text-bad hover:bg-hover">
              <bdi>
                {outbox
                  .getSnapshot(visitorId)
                  .slice(0, 1)
                  .map(({ act }) => actText(act))}
              </bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
