import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export type SignInError = {
  readonly text: MessageDescriptor;
  /** True when it lies with the OAuth client, which an administrator can check. */
  readonly isOfClient: boolean;
};

export const clientHint = msg`In Zendesk Chat, under Settings, Account, API & SDKs, an administrator can check the client.`;

const ofClient = (text: MessageDescriptor): SignInError => ({ text, isOfClient: true });
const ofElse = (text: MessageDescriptor): SignInError => ({ text, isOfClient: false });

/** What each code of the proxy's README means, and who can do what about it. */
export const signInErrors: ReadonlyMap<string, SignInError> = new Map([
  [
    'access_denied',
    ofElse(msg`You did not allow Switchboard to act for you. Sign in again and choose Allow.`),
  ],
  [
    'invalid_client',
    ofClient(
      msg`Zendesk does not know this OAuth client, or its secret is another, or its type is public: it must be confidential.`,
    ),
  ],
  [
    'invalid_grant',
    ofClient(
      msg`The sign-in took too long or was used twice: sign in again. If it happens each time, the client’s redirect URL is not this page’s address followed by /auth/callback.`,
    ),
  ],
  ['invalid_scope', ofClient(msg`The OAuth client needs the scopes read, write and chat, all three.`)],
  ['invalid_request', ofClient(msg`Zendesk did not understand the sign-in. Sign in again.`)],
  [
    'unauthorized_client',
    ofClient(
      msg`The OAuth client may not be used for this way of signing in: its type must be confidential.`,
    ),
  ],
  [
    'unsupported_grant_type',
    ofElse(
      msg`Zendesk’s token address does not take authorization codes. Check ZENDESK_TOKEN_URL on the server.`,
    ),
  ],
  [
    'unsupported_response_type',
    ofElse(
      msg`Zendesk’s sign-in page does not give authorization codes. Check ZENDESK_AUTHORIZE_URL on the server.`,
    ),
  ],
  [
    'invalid_state',
    ofElse(
      msg`The sign-in was begun in another tab or browser, or its answer was used before. Sign in again; cookies must be allowed here.`,
    ),
  ],
  ['expired_state', ofElse(msg`The sign-in took longer than ten minutes. Sign in again.`)],
  ['rate_limited', ofElse(msg`Too many sign-ins from here. Wait a minute, then sign in again.`)],
  ['server_error', ofElse(msg`Zendesk answered something that is no sign-in. Try again in a moment.`)],
  ['temporarily_unavailable', ofElse(msg`Zendesk can’t be reached just now. Try again in a moment.`)],
]);
