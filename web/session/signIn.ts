import { Observable } from '../lib/observable.ts';
import { earlyIdentity } from './headStart.ts';
import type { Identity } from './proxyApi.ts';
import { checkIdentity } from './tokenKeeper.ts';

export type SignInState =
  | { readonly kind: 'checking' }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signedIn'; readonly identity: Extract<Identity, { signedIn: true }> };

/** Whether somebody is signed in at the proxy; views read it with `useSyncExternalStore`. */
export class SignIn {
  readonly state = new Observable<SignInState>({ kind: 'checking' });

  /** Asks the proxy. A proxy that is away gives `unreachable`, never an exception. */
  async check(): Promise<void> {
    try {
      const identity = await (earlyIdentity.take() ?? checkIdentity());
      this.state.set(identity.signedIn ? { kind: 'signedIn', identity } : { kind: 'signedOut' });
    } catch {
      this.state.set({ kind: 'unreachable' });
    }
  }
}

/** Where the browser goes to sign in; it comes back to the page it is on. */
export function signInUrl(location: Pick<Location, 'pathname'>): string {
  return `/auth/login?return_to=${encodeURIComponent(location.pathname)}`;
}
