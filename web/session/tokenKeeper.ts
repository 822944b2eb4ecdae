import { inTurn } from './inTurn.ts';
import { fetchIdentity, type Identity, refreshSignIn } from './proxyApi.ts';

/** How long before its end (ms) a token is refreshed. The proxy finds that due a minute earlier: clocks differ. */
const MARGIN = 4 * 60_000;

/** Until the next try (ms), when one has changed nothing. */
const RETRY = 30_000;

/** The longest that a timer can wait, ms: about 25 days. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** True when the token ends within minutes, or has ended. */
export function isRefreshDue(identity: Identity, now = Date.now()): boolean {
  return identity.signedIn && identity.expiresAt !== null && now >= identity.expiresAt - MARGIN;
}

/**
 * Who is signed in, with a fresh token if the old one was ending. A refresh token works once, so one tab at a time asks
 * for it, and only when the proxy says that none has before.
 */
export function refreshInTurn(): Promise<Identity> {
  return inTurn(async () => {
    const identity = await fetchIdentity();
    return isRefreshDue(identity) ? refreshSignIn() : identity;
  });
}

/**
 * Who is signed in. A token that is ending is refreshed first; when it can't be just now, the sign-in is taken as it is.
 * Throws when the proxy can't be reached.
 */
export async function checkIdentity(): Promise<Identity> {
  const identity = await fetchIdentity();
  return isRefreshDue(identity) ? refreshInTurn().catch(() => identity) : identity;
}

/**
 * Has the token refreshed shortly before its end, again and again. Where that can't be done it goes on trying until the
 * end, and then leaves it: the next agent session will say that nobody is signed in.
 */
export class TokenKeeper {
  #expiresAt: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  /** `expiresAt` as `/auth/me` gives it, UNIX ms. */
  constructor(expiresAt: number) {
    this.#expiresAt = expiresAt;
    this.#wait(expiresAt - MARGIN - Date.now());
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #wait(ms: number): void {
    if (this.#isDisposed) return;
    const part = Math.min(Math.max(ms, 0), LONGEST_WAIT);
    this.#timer = setTimeout(() => (part < ms ? this.#wait(ms - part) : void this.#refresh()), part);
  }

  async #refresh(): Promise<void> {
    const before = this.#expiresAt;
    const identity = await refreshInTurn().catch(() => null);
    if (identity?.signedIn === false) return;
    this.#expiresAt = identity?.expiresAt ?? before;
    const isNews = this.#expiresAt > before;
    if (isNews) this.#wait(Math.max(this.#expiresAt - MARGIN - Date.now(), RETRY));
    else if (Date.now() < before) this.#wait(RETRY);
  }
}
