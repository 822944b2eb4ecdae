import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { assertNever } from '../lib/assertNever.ts';
import { useObservable } from '../session/DeskContext.ts';
import { DeskProvider } from '../session/DeskProvider.tsx';
import { SignInScreen } from '../session/SignInScreen.tsx';
import { SignIn } from '../session/signIn.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Problems } from '../ui/Problems.tsx';
import { Unreachable } from './Unreachable.tsx';
import { Workspace } from './Workspace.tsx';

/** The whole dashboard: who is signed in decides what is shown. */
export function App() {
  return (
    <>
      <ErrorBoundary>
        <Screen />
      </ErrorBoundary>
      <ErrorBoundary fallback={null}>
        <Problems />
      </ErrorBoundary>
    </>
  );
}

function Screen() {
  const [signIn] = useState(() => new SignIn());
  const state = useObservable(signIn.state);
  const [path] = useLocation();
  const [search] = useSearchParams();
  useEffect(() => void signIn.check(), [signIn]);
  switch (state.kind) {
    case 'checking':
      return <Opening />;
    case 'unreachable':
      return <Unreachable onRetry={() => void signIn.check()} />;
    case 'signedOut':
      return <SignInScreen error={search.get('error')} path={path} />;
    case 'signedIn':
      return (
        <DeskProvider
          identity={state.identity}
          onSignedOut={() => signIn.state.set({ kind: 'signedOut' })}
          fallback={<Opening />}
        >
          <Workspace />
        </DeskProvider>
      );
    default:
      return assertNever(state);
  }
}

function Opening() {
  return (
    <main className="flex h-full items-center justify-center text-faint">
      <Trans>Opening Switchboard…</Trans>
    </main>
  );
}
