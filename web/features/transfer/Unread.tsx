import { Trans } from '@lingui/react/macro';
import { describeError } from '../../apollo/describeError.ts';
import { Button } from '../../ui/Button.tsx';

export type UnreadProps = {
  readonly error: unknown;
  /** Whether there is an older list to be seen. */
  readonly isStale: boolean;
  readonly onRetry: () => Promise<unknown>;
};

/** Why a list can't be read just now, and the way to try again. */
export function Unread({ error, isStale, onRetry }: UnreadProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-lg bg-warn-tint p-2 text-small text-warn">
      <p className="min-w-0 flex-1">
        {isStale ? <Trans>These may be out of date.</Trans> : <Trans>The list can’t be read.</Trans>}{' '}
        {describeError(error).message}
      </p>
      <Button small onPress={() => void onRetry().catch(() => undefined)}>
        <Trans>Read again</Trans>
      </Button>
    </div>
  );
}
