import { Trans } from '@lingui/react/macro';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { Button } from '../ui/Button.tsx';

/** How often (ms) it is tried again by itself. */
const TRY_EVERY = 10_000;

/** Instead of the dashboard, while its server is out of reach: as when it is opened without a network. */
export function Unreachable({ onRetry }: { readonly onRetry: () => void }) {
  const isOnline = useSyncExternalStore(followNetwork, () => navigator.onLine);
  const retry = useEffectEvent(onRetry);
  useEffect(() => {
    const again = () => retry();
    addEventListener('online', again);
    const timer = setInterval(again, TRY_EVERY);
    return () => {
      removeEventListener('online', again);
      clearInterval(timer);
    };
  }, []);
  return (
    <main className="flex h-full flex-col items-center justify-center gap-3 p-6 text-center">
      <h1 className="text-title font-bold">
        {isOnline ? <Trans>Switchboard’s server can’t be reached</Trans> : <Trans>Offline</Trans>}
      </h1>
      <p role="alert" className="max-w-lg text-soft">
        {isOnline ? (
          <Trans>Check the network, and that the proxy is running. Nothing you wrote is lost.</Trans>
        ) : (
          <Trans>This device has no network. Your chats come back with it; nothing you wrote is lost.</Trans>
        )}
      </p>
      <Button look="solid" onPress={onRetry}>
        <Trans>Try again</Trans>
      </Button>
    </main>
  );
}

function followNetwork(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
