import { Trans, useLingui } from '@lingui/react/macro';
import { signInUrl } from './signIn.ts';
import { clientHint, signInErrors } from './signInErrors.ts';

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
          <p className="text-soft">
            <Trans>Serve your website’s visitors through Zendesk Chat.</Trans>
          </p>
        </div>
        {error !== null && (
          <p role="alert" className="w-full rounded-lg bg-bad-tint p-3 text-start text-small text-bad">
            <Reason code={error} />
          </p>
        )}
        <a
          href={signInUrl({ pathname: path })}
          className="flex min-h-11 w-full items-center justify-center rounded-xl bg-accent px-4 text-title font-semibold text-on-accent hover:bg-accent-strong"
        >
          <Trans>Sign in with Zendesk</Trans>
        </a>
      </div>
    </main>
  );
}

/** The code comes from the address, which anybody can write: no other text of it is shown. */
function Reason({ code }: { readonly code: string }) {
  const { i18n } = useLingui();
  const known = signInErrors.get(code);
  if (known === undefined) {
    return /^[a-z_]{1,40}$/u.test(code) ? (
      <Trans>Signing in failed ({code}). Try again.</Trans>
    ) : (
      <Trans>Signing in failed. Try again.</Trans>
    );
  }
  return (
    <>
      {i18n._(known.text)}
      {known.isOfClient && ` ${i18n._(clientHint)}`}
    </>
  );
}
