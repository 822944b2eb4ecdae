import { Trans } from '@lingui/react/macro';
import { assertNever } from '../../lib/assertNever.ts';
import type { Outcome } from '../../visitors/earlierChat.ts';

/** How a chat ended. */
export function OutcomeText({ outcome }: { readonly outcome: Outcome }) {
  switch (outcome.kind) {
    case 'handedOver': {
      const { to } = outcome;
      return (
        <Trans>
          handed over to <bdi>{to}</bdi>
        </Trans>
      );
    }
    case 'left':
      return <Trans>you left</Trans>;
    case 'ended':
      return <Trans>ended</Trans>;
    default:
      return assertNever(outcome);
  }
}
