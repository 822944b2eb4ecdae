import { useLingui } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { getNow, subscribeToSeconds } from '../lib/clock.ts';
import { formatExact } from '../lib/times.ts';
import { formatSpan } from '../lib/waitTime.ts';

/** How long ago something was, in one word, exact on demand; nothing for null. */
export function Ago({ at }: { readonly at: number | null }) {
  const { i18n } = useLingui();
  const text = useSyncExternalStore(subscribeToSeconds, () =>
    at === null ? '' : formatSpan(Math.max(0, getNow() - at)),
  );
  if (at === null) return null;
  return (
    <time
      lang={i18n.locale}
      dateTime={new Date(at).toISOString()}
      title={formatExact(at)}
      className="text-small text-soft"
    >
      {text}
    </time>
  );
}
