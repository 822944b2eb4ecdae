import { Trans } from '@lingui/react/macro';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';

/** Copies a text, and says so for as long as the button has the focus. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: string }) {
  const [isCopied, setCopied] = useState(false);
  const Icon = isCopied ? Check : Copy;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <>
      <Button
        look="plain"
        small
        aria-label={label}
        onPress={() => void copy()}
        onBlur={() => setCopied(false)}
        className="size-7 shrink-0 !text-faint"
      >
        <Icon aria-hidden="true" size={14} />
      </Button>
      <span aria-live="polite" className="sr-only">
        {isCopied && <Trans>Copied</Trans>}
      </span>
    </>
  );
}
