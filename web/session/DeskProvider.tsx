import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { OwnerSearch } from '../connection/ownerSearch.ts';
import { DraftStore } from '../outbox/draftStore.ts';
import { OutgoingNotes } from '../outbox/outgoingNotes.ts';
import { claimTab } from '../outbox/tabLock.ts';
import { showProblem } from '../ui/problems.ts';
import { DeskContext } from './DeskContext.ts';
import { Desk } from './desk.ts';
import { earlyTab } from './headStart.ts';
import type { Identity } from './proxyApi.ts';
import { signOut } from './proxyApi.ts';
import { type SignedIn, SignInContext } from './SignInContext.ts';
import { TokenKeeper } from './tokenKeeper.ts';

export type DeskProviderProps = {
  readonly identity: Extract<Identity, { signedIn: true }>;
  readonly onSignedOut: () => void;
  /** Shown until the desk stands. */
  readonly fallback: ReactNode;
  readonly children: ReactNode;
};

/** Sets up the desk of the signed-in agent and takes it down again. */
export function DeskProvider({ identity, onSignedOut, fallback, children }: DeskProviderProps) {
  const [desk, setDesk] = useState<Desk | null>(null);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new desk
  useEffect(() => {
    const setUp = openDesk(onSignedOut);
    let isGone = false;
    setUp.then(
      opened => (isGone ? undefined : setDesk(opened)),
      (error: unknown) => showProblem('Switchboard could not be set up', String(error)),
    );
    return () => {
      isGone = true;
      setUp.then(opened => opened.dispose()).catch(() => undefined);
    };
  }, [round]);

  const { expiresAt } = identity;
  useEffect(() => {
    if (expiresAt === null) return;
    const keeper = new TokenKeeper(expiresAt);
    return () => keeper.dispose();
  }, [expiresAt]);

  const signedIn = useMemo<SignedIn>(
    () => ({
      identity,
      startAgain: () => setRound(before => before + 1),
      signOut: async () => {
        // Signed out first: the end of the agent session would otherwise bring a new one.
        await signOut();
        desk?.signOut();
      },
    }),
    [identity, desk],
  );

  if (desk === null) return fallback;
  return (
    <SignInContext value={signedIn}>
      <DeskContext value={desk}>{children}</DeskContext>
    </SignInContext>
  );
}

async function openDesk(onGoodbye: () => void): Promise<Desk> {
  const drafts = new DraftStore();
  const notes = new DraftStore({ kind: 'notes' });
  const early = earlyTab.take();
  const [tab] = await Promise.all([early?.claim ?? claimTab(), drafts.load(), notes.load()]);
  return new Desk({
    drafts,
    notes,
    outgoing: new OutgoingNotes(browserStorage()),
    tab,
    findOwner: options => new OwnerSearch({ ...options, early: early?.worker ?? null }),
    onProblem: showProblem,
    onGoodbye,
  });
}

/** Reading the property throws where the browser blocks storage. */
function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
