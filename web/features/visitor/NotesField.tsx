import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useSyncExternalStore } from 'react';
import { useDesk } from '../../session/DeskContext.ts';

/** What the agent wants to remember of a visitor. The API has no notes: they stay in this browser. */
export function NotesField({ visitorId }: { readonly visitorId: string }) {
  const { t } = useLingui();
  const { notes } = useDesk();
  const text = useSyncExternalStore(notes.subscribe, () => notes.getSnapshot(visitorId));
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-2 text-small">
        <label htmlFor={id} className="text-faint">
          <Trans>Notes</Trans>
        </label>
        <span id={`${id}-where`} className="text-tiny text-faint">
          <Trans>Only in this browser, until you sign out</Trans>
        </span>
      </div>
      <textarea
        id={id}
        dir="auto"
        rows={2}
        data-visitor-field="note"
        aria-describedby={`${id}-where`}
        placeholder={t`What to remember of this visitor`}
        value={text}
        maxLength={20_000}
        onChange={event => notes.set(visitorId, event.target.value)}
        className="thin-scroll field-sizing-content max-h-48 min-h-14 w-full resize-none rounded-lg border border-line bg-page px-2.5 py-1.5 hover:border-edge focus:border-accent"
      />
    </div>
  );
}
