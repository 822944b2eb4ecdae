import { Trans } from '@lingui/react/macro';
import { describeError, problemText } from '../../apollo/describeError.ts';
import { assertNever } from '../../lib/assertNever.ts';
import type { EarlierState } from '../../timeline/earlierLogs.ts';
import { Button } from '../../ui/Button.tsx';

/** px. Always there and always as high, so that nothing moves when it changes. */
export const EARLIER_SLOT_HEIGHT = 44;

export type EarlierSlotProps = {
  readonly state: EarlierState;
  /** Nothing is held: then it says no more than that. */
  readonly isEmpty: boolean;
  readonly onRetry: () => void;
};

/** Above the oldest message: that more is being read, could not be read, or that this is where it began. */
export function EarlierSlot(props: EarlierSlotProps) {
  return (
    <div
      style={{ height: EARLIER_SLOT_HEIGHT }}
      className="flex shrink-0 items-center justify-center gap-2 overflow-hidden text-small text-faint"
    >
      <SlotText {...props} />
    </div>
  );
}

function SlotText({ state, isEmpty, onRetry }: EarlierSlotProps) {
  switch (state.kind) {
    case 'reading':
      return <Trans>Reading earlier messages…</Trans>;
    case 'failed':
      return (
        <>
          <span className="min-w-0 truncate text-bad" title={problemText(describeError(state.error))}>
            <Trans>Earlier messages could not be read.</Trans>
          </span>
          <Button look="plain" small onPress={onRetry}>
            <Trans>Retry</Trans>
          </Button>
        </>
      );
    case 'beginning':
      return isEmpty ? <Nothing /> : <Trans>The beginning of the conversation</Trans>;
    case 'gone':
      return isEmpty ? <Nothing /> : <Trans>What was said earlier can’t be read any more.</Trans>;
    case 'more':
      return isEmpty ? <Nothing /> : null;
    default:
      return assertNever(state);
  }
}

function Nothing() {
  return <Trans>Nothing has been said yet.</Trans>;
}
