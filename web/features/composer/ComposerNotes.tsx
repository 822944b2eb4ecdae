import { Plural, Trans } from '@lingui/react/macro';
import { Button } from '../../ui/Button.tsx';

export type ComposerNotesProps = {
  /** The label of the hole that kept the message from going out; null for none. */
  readonly hole: string | null;
  /** After send and next, when there is nobody to go to. */
  readonly nobodyWaits: boolean;
  /** Sends it with its holes. */
  readonly onSendAnyway: () => void;
  readonly length: number;
  readonly limit: number;
  /** As how many messages it goes out. */
  readonly pieces: number;
  readonly isMemoryOnly: boolean;
};

/** From this share of the limit on the length is shown. */
const SHOWN_FROM = 0.8;

/** What the agent has to know before the message goes out. */
export function ComposerNotes({
  hole,
  nobodyWaits,
  onSendAnyway,
  length,
  limit,
  pieces,
  isMemoryOnly,
}: ComposerNotesProps) {
  const count = new Intl.NumberFormat();
  return (
    // Empty it takes no room, and is there all the same: a screen reader says what comes into a status that was there.
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small has-[>:empty:only-child]:sr-only">
      <div role="status" className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 text-warn">
        {hole !== null && (
          <span>
            <Trans>
              Not sent yet: fill in <bdi>“{hole}”</bdi>.
            </Trans>
          </span>
        )}
        {nobodyWaits && <Trans>Nobody else waits for you.</Trans>}
        {pieces > 1 && (
          <Plural
            value={pieces}
            one="# message"
            other="Too long for one message: it goes out as # messages, in their order."
          />
        )}
        {isMemoryOnly && (
          <span>
            <Trans>This browser stores nothing: what is not sent is lost with the page.</Trans>
          </span>
        )}
      </div>
      {hole !== null && (
        <Button small look="plain" onPress={onSendAnyway}>
          <Trans>Send it as it is</Trans>
        </Button>
      )}
      {length >= limit * SHOWN_FROM && (
        <span className="text-tiny text-faint tabular-nums">
          {count.format(length)} / {count.format(limit)}
        </span>
      )}
    </div>
  );
}
