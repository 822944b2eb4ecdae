import { signInUrl } from './signIn.ts';

/** What each error of signing in means, and what helps. */
const reasons: Readonly<Record<string, string>> = {
  access_denied: 'You did not allow Switchboard to act for you. Sign in again and choose Allow.',
  invalid_client:
    'Zendesk does not know this client, or knows it as public. In Zendesk Chat the OAuth client must be of the type confidential, and its id and secret must be the ones configured here.',
  invalid_grant: 'The sign-in took too long, or was used twice. Sign in again.',
  invalid_scope: 'The OAuth client needs the scopes read, write and chat. Add them in Zendesk Chat.',
  invalid_state: 'The sign-in was begun in another browser or too long ago. Sign in again.',
  expired_state: 'The sign-in took longer than ten minutes. Sign in again.',
  rate_limited: 'Too many sign-ins from here. Wait a minute, then try again.',
  server_error: 'Zendesk could not sign you in just now. Try again in a moment.',
  temporarily_unavailable: 'Zendesk can’t be reached just now. Try again in a moment.',
};

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
            {reasons[error] ?? `Signing in failed (${error}). Try again.`}
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
