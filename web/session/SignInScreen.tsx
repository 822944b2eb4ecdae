import { signInUrl } from './signIn.ts';

const clientSettings =
  'In Zendesk Chat, under Settings, Account, API & SDKs, an administrator can check the client.';

/** What each code of the proxy's README means, and who can do what about it. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['access_denied', 'You did not allow Switchboard to act for you. Sign in again and choose Allow.'],
  [
    'invalid_client',
    `Zendesk does not know this OAuth client, or its secret is another, or its type is public: it must be confidential. ${clientSettings}`,
  ],
  [
    'invalid_grant',
    `The sign-in took too long or was used twice: sign in again. If it happens each time, the client’s redirect URL is not this page’s address followed by /auth/callback. ${clientSettings}`,
  ],
  ['invalid_scope', `The OAuth client needs the scopes read, write and chat, all three. ${clientSettings}`],
  ['invalid_request', `Zendesk did not understand the sign-in. Sign in again. ${clientSettings}`],
  [
    'unauthorized_client',
    `The OAuth client may not be used for this way of signing in: its type must be confidential. ${clientSettings}`,
  ],
  [
    'unsupported_grant_type',
    'Zendesk’s token address does not take authorization codes. Check ZENDESK_TOKEN_URL on the server.',
  ],
  [
    'unsupported_response_type',
    'Zendesk’s sign-in page does not give authorization codes. Check ZENDESK_AUTHORIZE_URL on the server.',
  ],
  [
    'invalid_state',
    'The sign-in was begun in another tab or browser, or its answer was used before. Sign in again; cookies must be allowed here.',
  ],
  ['expired_state', 'The sign-in took longer than ten minutes. Sign in again.'],
  ['rate_limited', 'Too many sign-ins from here. Wait a minute, then sign in again.'],
  ['server_error', 'Zendesk answered something that is no sign-in. Try again in a moment.'],
  ['temporarily_unavailable', 'Zendesk can’t be reached just now. Try again in a moment.'],
]);

/** The code comes from the address, which anybody can write: no other text of it is shown. */
function describeSignInError(code: string): string {
  const shown = /^[a-z_]{1,40}$/.test(code) ? ` (${code})` : '';
  return reasons.get(code) ?? `Signing in failed${shown}. Try again.`;
}

export type SignInScreenProps = {
  /** The code that the proxy gave when signing in failed. */
  readonly error: string | null;
  readonly path: string;
};

export function SignInScreen({ error, path }: SignInScreenProps) {
  return (
    <main className="flex min-h-full items-center justify-center bg-sunken p-6">
      <div className="flex w-full max-w-sm flex-col items-center gap-6 rounded-2xl border border-line bg-page p-8 text-center">
        <img src="/icon.svg" alt="" width={56} height={56} />
        <div className="flex flex-col gap-2">
          <h1 className="text-xl font-bold">Switchboard</h1>
          <p className="text-soft">Serve your website’s visitors through Zendesk Chat.</p>
        </div>
        {error !== null && (
          <p role="alert" className="w-full rounded-lg bg-bad-tint p-3 text-start text-small text-bad">
            {describeSignInError(error)}
          </p>
        )}
        <a
          href={signInUrl({ pathname: path })}
          className="flex min-h-11 w-full items-center justify-center rounded-xl bg-accent px-4 text-title font-semibold text-on-accent hover:bg-accent-strong"
        >
          Sign in with Zendesk
        </a>
      </div>
    </main>
  );
}
