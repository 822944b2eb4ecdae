import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import * as v from 'valibot';
import { AgentSession } from './agentSession.ts';
import type { Config } from './config.ts';
import { createSeal, type Opened, type Seal } from './sealedSession.ts';
import { SignIn } from './signIn.ts';

/** Browsers drop a cookie whose name, value and attributes are longer than this. */
const mostCookieBytes = 4096;

/** A value that the browser carries and can neither read nor change. */
export type SealedCookie<T> = {
  read(c: Context): Promise<Opened<T> | { state: 'absent' }>;
  /** @throws {RangeError} when the value is longer than a cookie may be. */
  write(c: Context, value: T, expiresAt: number): Promise<void>;
  clear(c: Context): void;
};

/** A sign-in under way: what the callback is checked against. */
const Login = v.object({ state: v.string(), codeVerifier: v.nullable(v.string()), returnPath: v.string() });
export type Login = v.InferOutput<typeof Login>;

/** The agent session that this browser started last, and the sign-in that it belongs to. */
const StartedSession = v.object({ signInId: v.string(), session: AgentSession });
export type StartedSession = v.InferOutput<typeof StartedSession>;

export type Cookies = {
  signIn: SealedCookie<SignIn>;
  login: SealedCookie<Login>;
  startedSession: SealedCookie<StartedSession>;
};

/** All state that a request needs: it is in the browser, sealed, so any replica can answer any request. */
export function createCookies({ publicOrigin, sessionSecrets }: Config): Cookies {
  const secure = publicOrigin.startsWith('https:');
  const cookie = <T>(name: string, schema: v.GenericSchema<unknown, T>, keepExpired = 0) =>
    sealedCookie(`switchboard-${name}`, createSeal(name, sessionSecrets, schema), secure, keepExpired);
  return {
    signIn: cookie('session', SignIn),
    // Kept for an hour after its seal, so that a late answer can be told from a forged one.
    login: cookie('login', Login, 3600),
    startedSession: cookie('agent-session', StartedSession),
  };
}

function sealedCookie<T>(name: string, seal: Seal<T>, secure: boolean, keepExpired: number): SealedCookie<T> {
  const attributes: CookieOptions = {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    ...(secure ? { secure, prefix: 'host' } : {}),
  };
  return {
    async read(c) {
      const sealed = secure ? getCookie(c, name, 'host') : getCookie(c, name);
      return sealed ? seal.open(sealed) : { state: 'absent' };
    },
    async write(c, value, expiresAt) {
      const sealed = await seal.seal(value, expiresAt);
      if (name.length + sealed.length > mostCookieBytes - 200)
        throw new RangeError(
          `expected a ${name} cookie of at most ${mostCookieBytes} bytes, got ${sealed.length}`,
        );
      const maxAge = Math.max(0, Math.floor((expiresAt - Date.now()) / 1000)) + keepExpired;
      setCookie(c, name, sealed, { ...attributes, maxAge });
    },
    clear(c) {
      deleteCookie(c, name, attributes);
    },
  };
}
