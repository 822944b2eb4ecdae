import { createContext, useContext } from 'react';
import type { Identity } from './proxyApi.ts';

export type SignedIn = {
  readonly identity: Extract<Identity, { signedIn: true }>;
  /** Ends the agent session and the sign-in, and forgets what this browser kept. */
  readonly signOut: () => Promise<void>;
  /** Builds the connection anew, as after a refusal. */
  readonly startAgain: () => void;
};

export const SignInContext = createContext<SignedIn | null>(null);

/** Who is signed in, and the way out. Throws outside of DeskProvider. */
export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignInContext);
  if (signedIn === null) throw new Error('Expected a DeskProvider around this component.');
  return signedIn;
}
