import { Trans } from '@lingui/react/macro';
import { Fragment } from 'react';
import { Kbd } from './Kbd.tsx';

/** Keys that are pressed one after the other: `G then O`. Hidden from screen readers, as `Kbd` is. */
export function KeyCaps({ caps }: { readonly caps: readonly string[] }) {
  return (
    <span aria-hidden="true" className="flex shrink-0 items-center gap-1 text-tiny text-faint" dir="ltr">
      {caps.map((cap, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a key may be pressed twice
        <Fragment key={index}>
          {index > 0 && <Trans comment="between two keys: G then O">then</Trans>}
          <Kbd>{cap}</Kbd>
        </Fragment>
      ))}
    </span>
  );
}
