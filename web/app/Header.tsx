import { ExternalLink, LogOut } from 'lucide-react';
import { useState } from 'react';
import { StatusMenu } from '../features/agent-status/StatusMenu.tsx';
import { ThemeMenu } from '../features/appearance/ThemeMenu.tsx';
import { Freshness } from '../features/connection-status/Freshness.tsx';
import { useDesk, useMe, useObservable } from '../session/DeskContext.ts';
import { useSignedIn } from '../session/SignInContext.ts';
import { Button } from '../ui/Button.tsx';
import { showProblem } from '../ui/problems.ts';

export function Header() {
  const visitorUrl = useVisitorUrl();
  const me = useMe();
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5 sm:px-4">
      <h1 className="text-title font-bold max-sm:sr-only">Switchboard</h1>
      <StatusMenu />
      <Freshness />
      <span className="flex-1" />
      {visitorUrl !== null && (
        <a
          href={visitorUrl}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line px-3 hover:bg-hover max-md:hidden"
        >
          Open the visitor’s side <ExternalLink aria-hidden="true" size={14} />
        </a>
      )}
      {me !== null && <bdi className="max-w-40 truncate text-small text-soft max-md:hidden">{me.name}</bdi>}
      <ThemeMenu />
      <SignOutButton />
    </header>
  );
}

/** The sandbox serves its visitor page beside its socket; a real Zendesk has none. */
function useVisitorUrl(): string | null {
  const { identity } = useSignedIn();
  const server = useObservable(useDesk().connection.server);
  return identity.mode === 'sandbox' && server !== null ? `${server.replace(/^ws/u, 'http')}/visitor` : null;
}

function SignOutButton() {
  const { signOut } = useSignedIn();
  const [isLeaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    try {
      await signOut();
    } catch (error) {
      setLeaving(false);
      showProblem('You are still signed in', error instanceof Error ? error.message : null);
    }
  };
  return (
    <Button aria-label="Sign out" isDisabled={isLeaving} onPress={() => void leave()} pill>
      <LogOut aria-hidden="true" size={15} className="rtl:-scale-x-100" />
      <span className="max-lg:hidden">{isLeaving ? 'Signing out…' : 'Sign out'}</span>
    </Button>
  );
}
