import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { formatClock } from '../../lib/times.ts';
import { formatWait } from '../../lib/waitTime.ts';
import type { AbsenceDigest } from '../../session/absence.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';

/** What visitors wrote while there was no connection, until the agent has read it. Said once to a screen reader. */
export function AbsenceBar() {
  const { t } = useLingui();
  const { absence } = useDesk();
  const digest = useObservable(absence.digest);
  return (
    <section
      aria-label={t`While you were away`}
      className={
        digest === null
          ? 'sr-only'
          : 'flex flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-accent-tint px-4 py-1.5'
      }
    >
      <p role="status" className="tabular-nums">
        {digest !== null && <Digest digest={digest} />}
      </p>
      {digest !== null && (
        <Button small onPress={() => absence.dismiss()}>
          {t`Dismiss`}
        </Button>
      )}
    </section>
  );
}

function Digest({ digest }: { readonly digest: AbsenceDigest }) {
  const { t } = useLingui();
  const { serviceClock } = useDesk();
  const { messages, chats, waiting, waitsSince } = digest;
  const from = formatClock(digest.from);
  const to = formatClock(digest.to);
  // As it was when the connection came back: a line that counts on would be said again and again.
  const wait = formatWait(Math.max(0, digest.to + serviceClock.estimate() - (waitsSince ?? digest.to)));
  return t`While you were away ${from}–${to}: ${plural(messages, { one: '# message', other: '# messages' })} in ${plural(chats, { one: '# chat', other: '# chats' })}${plural(waiting, { 0: '', one: `, one visitor waits ${wait}`, other: `, # visitors wait, the longest ${wait}` })}`;
}
