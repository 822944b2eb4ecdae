import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { splitView, useSplitView } from '../../ui/splitView.ts';
import type { ComposerProps } from './Composer.tsx';

const view = splitView<ComposerProps>(async () => (await import('./Composer.tsx')).Composer);

/** Loads the composer before a chat is opened. */
export function preloadComposer(): void {
  view.preload().catch(() => undefined);
}

/** The composer, which is loaded apart from the first view; nothing moves when it comes. */
export function ComposerPlace(props: ComposerProps) {
  const [hasFailed, setFailed] = useState(false);
  const Composer = useSplitView(view, !hasFailed, () => setFailed(true));
  if (Composer !== null) return <Composer key={props.chat.visitorId} {...props} />;
  return (
    <div className="flex min-h-29 flex-col items-center justify-center gap-2 border-t border-line">
      {hasFailed && (
        <>
          <p role="alert" className="text-soft">
            <Trans>Where you write could not be loaded. Check the network.</Trans>
          </p>
          <Button small onPress={() => setFailed(false)}>
            <Trans>Try again</Trans>
          </Button>
        </>
      )}
    </div>
  );
}
