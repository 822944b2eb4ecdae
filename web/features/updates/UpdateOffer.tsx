import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useSyncExternalStore } from 'react';
import { useCommand } from '../../commands/useCommand.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';
import { shellUpdates, type UpdateState } from '../../updates/shellUpdates.ts';
import { followUnsent, unsentCount } from '../../updates/unsent.ts';

/** Offers a new version of the dashboard in a line under the header. It never begins over text that is unsent. */
export function UpdateOffer() {
  const { t } = useLingui();
  const desk = useDesk();
  const state = useObservable(shellUpdates.state);
  useEffect(() => {
    // Only a version that somebody waits for has to know what is unsent.
    if (state !== 'wanted') return;
    return followUnsent(desk, () => shellUpdates.proceed(unsentCount(desk) === 0));
  }, [desk, state]);
  const use = () => shellUpdates.use(unsentCount(desk) === 0);
  useCommand({
    id: 'update.use',
    title: t`Use the new version`,
    group: 'view',
    keys: [],
    isEnabled: state === 'ready',
    run: use,
  });
  return (
    <section
      aria-label={t`New version`}
      className={
        state === 'current'
          ? 'sr-only'
          : 'order-last flex basis-full flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-accent-tint px-3 py-1.5'
      }
    >
      <p role="status" className="flex-1 basis-64">
        <Words state={state} />
      </p>
      {state === 'ready' && (
        <Button small look="solid" onPress={use}>
          <Trans>Use it now</Trans>
        </Button>
      )}
      {state === 'wanted' && (
        <Button small onPress={() => shellUpdates.postpone()}>
          <Trans>Not now</Trans>
        </Button>
      )}
    </section>
  );
}

function Words({ state }: { readonly state: UpdateState }) {
  if (state === 'current') return null;
  if (state === 'ready') return <Trans>A new version is ready</Trans>;
  return <Waiting />;
}

function Waiting() {
  const desk = useDesk();
  const count = useSyncExternalStore(
    listener => followUnsent(desk, listener),
    () => unsentCount(desk),
  );
  return (
    <Plural
      value={count}
      one="The new version begins when what you have begun is sent or discarded"
      other="The new version begins when the # things you have begun are sent or discarded"
    />
  );
}
