/** The one that the page's security policy allows (`proxy/securityHeaders.ts`). */
const POLICY = 'switchboard-workers';

let policy: TrustedTypePolicyRules | null = null;

/**
 * An address that a worker, a shared worker or the service worker may be started from, as Trusted Types demand it.
 * Throws for an address of another origin.
 */
export function workerUrl(address: string): string {
  policy ??= window.trustedTypes?.createPolicy(POLICY, { createScriptURL: ownAddress }) ?? {
    createScriptURL: ownAddress,
  };
  return policy.createScriptURL(address);
}

function ownAddress(address: string): string {
  const { href } = new URL(address, location.href);
  if (href.startsWith(`${location.origin}/`)) return href;
  throw new TypeError(`Expected a worker of ${location.origin}, got ${href}.`);
}
