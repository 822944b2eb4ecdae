const MASK = '••••';

/** Patterns whose first group stays and whose second is a credential. */
const CREDENTIALS: readonly RegExp[] = [
  // The session's URL: its second half makes it a key.
  /(\/stream\/0\.1\/graphql\/[^/:%\s"\\]+(?::|%3A))([^\s"'\\?]+)/gi,
  // In JSON, and in JSON within JSON: "access_token":"…", \"client_id\":\"…\"
  /(\\?"(?:access_token|refresh_token|client_secret|client_id)\\?"\s*:\s*\\?")([^"\\]+)/gi,
  // In the text of a query: access_token: "…"
  /(\b(?:access_token|refresh_token|client_secret)\s*:\s*\\*")([^"\\]+)/gi,
  // In a form or a query string.
  /(\b(?:access_token|refresh_token|client_secret|code)=)([^&\s"\\]+)/gi,
  // Whatever has the form of our tokens, under any name.
  /()(\b[0-9a-f]{64}\b)/gi,
];

/** The text with access tokens, secrets and the keys of sessions taken out, for the eyes of whoever watches. */
export function withoutCredentials(text: string): string {
  return CREDENTIALS.reduce((masked, pattern) => masked.replace(pattern, `$1${MASK}`), text);
}
