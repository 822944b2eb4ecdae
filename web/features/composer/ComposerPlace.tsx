import { Trans } from '@lingui/react/macro';
import { useEffect } from 'react';
import { useObservable } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';
import { SplitLoader } from '../../ui/splitPart.ts';
import type { ComposerProps } from './Composer.tsx';

const composer = new SplitLoader(() => import('./Composer.tsx'));

/** Loads the composer before a chat is opened. */
export function preloadComposer(): void {
  void composer.start();
}

/** The composer, which is loaded apart from the first view; nothing moves when it comes. */
export function ComposerPlace(props: ComposerProps) {
  const state = useObservable(composer.state);
  useEffect(preloadComposer, []);
  if (state.kind === 'loaded') return <state.part.Composer key={props.chat.visitorId} {...props} />;
  return (
    <div className="flex min-h-29 flex-col items-center justify-center gap-2 border-t border-line">
      {state.kind === 'failed' && (
        <>
          <p role="alert" className="text-soft">
            <Trans>Where you write could not be loaded. Check the network.</Trans>
          </p>
          <Button small onPress={preloadComposer}>
            <Trans>Try again</Trans>
          </Button>
        </>
      )}
    </div>
  );
}
