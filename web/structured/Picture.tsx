import { Trans } from '@lingui/react/macro';
import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { classNames } from '../ui/classNames.ts';
import { pictureAddress } from './webAddress.ts';

/** A picture of a structured message, cut around its middle; what can't be loaded is said in its place. */
export function Picture({
  address,
  className,
}: {
  readonly address: string | null;
  readonly className: string;
}) {
  const checked = pictureAddress(address);
  const [failed, setFailed] = useState<string | null>(null);
  if (address === null) return null;
  if (checked === null || checked === failed) return <Missing className={className} />;
  return (
    <img
      src={checked}
      alt=""
      referrerPolicy="no-referrer"
      decoding="async"
      onError={() => setFailed(checked)}
      className={classNames('shrink-0 bg-raised object-cover', className)}
    />
  );
}

function Missing({ className }: { readonly className: string }) {
  return (
    <span className={classNames('flex shrink-0 items-center justify-center bg-raised text-soft', className)}>
      <ImageOff aria-hidden="true" size={18} />
      <span className="sr-only">
        <Trans>A picture that can’t be shown here</Trans>
      </span>
    </span>
  );
}
