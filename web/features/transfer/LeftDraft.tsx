import { Trans, useLingui } from '@lingui/react/macro';
import { useState, useSyncExternalStore } from 'react';
import { useDesk } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';

/** What the agent had begun to write to a visitor who is with somebody else now: to be copied, or thrown away. */
export function LeftDraft({ visitorId }: { readonly visitorId: string }) {
  const { t } = useLingui();
  const { drafts } = useDesk();
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.getSnapshot(visitorId)).trim();
  const [isCopied, setCopied] = useState(false);
  if (text === '') return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <section
      aria-label={t`What you began to write`}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-warn-tint px-5 py-2"
    >
      <p className="line-clamp-3 min-w-48 flex-1 [overflow-wrap:anywhere]">
        <Trans>
          You began to write: “<bdi>{text}</bdi>”
        </Trans>
      </p>
      <Button small onPress={() => void copy().catch(() => undefined)}>
        {isCopied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}
      </Button>
      <Button small onPress={() => drafts.clear(visitorId)}>
        <Trans>Throw away</Trans>
      </Button>
    </section>
  );
}
