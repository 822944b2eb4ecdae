/** As much of the Trusted Types API as the dashboard uses; TypeScript's DOM library has none of it yet. */
interface TrustedTypePolicyRules {
  readonly createScriptURL: (url: string) => string;
}

interface TrustedTypePolicyFactory {
  /** What a policy gives is an object that stands where the DOM library asks for a string. */
  createPolicy(name: string, rules: TrustedTypePolicyRules): TrustedTypePolicyRules;
}

interface Window {
  /** Missing where a browser has no Trusted Types. */
  readonly trustedTypes?: TrustedTypePolicyFactory;
}
