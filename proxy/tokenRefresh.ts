import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { digest } from './digest.ts';
import { type OAuth, SignInError } from './oauth.ts';
import { createSeal, type Seal } from './sealedSession.ts';
import type { SharedStore } from './sharedStore.ts';
import { SignIn, signInFrom } from './signIn.ts';

/** Milliseconds for which the outcome is kept for those who come with the token that it spent. */
const handOverTime = 60_000;

/** Milliseconds between two looks at whether another replica is done. */
const lookEvery = 50;

type Parts = {
  oauth: OAuth;
  store: SharedStore | undefined;
  secrets: readonly string[];
  /** Milliseconds that Zendesk has for an answer. */
  timeout: number;
};

/**
 * Refreshes sign-ins, each refresh token once: it is spent by its first use, and whoever came second with it would be
 * signed out. Those who come at the same time, or late with a cookie of before (the answer was lost, or was still under
 * way), share the outcome of the first: on one replica in memory, on all of them through the shared store, under a lock
 * there and with the outcome sealed like a cookie.
 */
export class TokenRefresh {
  readonly #oauth: OAuth;
  readonly #store: SharedStore | undefined;
  readonly #seal: Seal<SignIn>;
  readonly #lockTime: number;
  readonly #outcomes = new Map<string, Promise<SignIn>>();

  constructor({ oauth, store, secrets, timeout }: Parts) {
    this.#oauth = oauth;
    this.#store = store;
    this.#seal = createSeal('hand-over', secrets, SignIn);
    this.#lockTime = timeout + 2000;
  }

  /**
   * Gives the sign-in with a new token.
   *
   * @throws {SignInError} when Zendesk refuses or can't be reached. A refusal is not remembered.
   */
  async refresh(signIn: SignIn): Promise<SignIn> {
    if (signIn.refreshToken === null)
      throw new SignInError('invalid_grant', 'This sign-in has no refresh token.');
    // Of both tokens, for there are servers that leave the refresh token as it is.
    const name = digest(`${signIn.accessToken} ${signIn.refreshToken}`);
    const known = this.#outcomes.get(name);
    if (known) return known;
    const outcome = this.#inTurn(signIn, signIn.refreshToken, name);
    this.#outcomes.set(name, outcome);
    const forget = () => this.#outcomes.delete(name);
    outcome.then(() => setTimeout(forget, handOverTime).unref(), forget);
    return outcome;
  }

  /** One replica at a time; each on its own when there is no store, or it went away. */
  async #inTurn(signIn: SignIn, refreshToken: string, name: string): Promise<SignIn> {
    const lock = `refresh:${name}:lock`;
    const owner = randomUUID();
    const turn = await this.#awaitTurn(name, lock, owner);
    if (turn !== 'mine') return turn;
    try {
      const renewed = signInFrom(await this.#oauth.refresh(refreshToken), signIn);
      await this.#handOver(name, renewed);
      return renewed;
    } finally {
      await this.#store?.release(lock, owner).catch(() => undefined);
    }
  }

  async #awaitTurn(name: string, lock: string, owner: string): Promise<'mine' | SignIn> {
    const deadline = performance.now() + this.#lockTime;
    try {
      while (performance.now() < deadline) {
        const isMine = (await this.#store?.claim(lock, owner, this.#lockTime)) ?? true;
        const done = await this.#handedOver(name);
        if (done && isMine) await this.#store?.release(lock, owner);
        if (done) return done;
        if (isMine) return 'mine';
        await pause(lookEvery);
      }
    } catch {
      // Without the store two replicas may ask at once, which is better than that none does.
      return 'mine';
    }
    throw new SignInError(
      'temporarily_unavailable',
      'Another replica has not finished refreshing this token.',
    );
  }

  async #handedOver(name: string): Promise<SignIn | undefined> {
    const sealed = await this.#store?.read(`refresh:${name}:done`);
    if (!sealed) return undefined;
    const opened = await this.#seal.open(sealed);
    return opened.state === 'open' ? opened.value : undefined;
  }

  async #handOver(name: string, renewed: SignIn): Promise<void> {
    if (!this.#store) return;
    const sealed = await this.#seal.seal(renewed, Date.now() + handOverTime);
    await this.#store.write(`refresh:${name}:done`, sealed, handOverTime).catch(() => undefined);
  }
}
