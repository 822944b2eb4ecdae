import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { withoutCredentials } from './credentials.ts';

const secret = randomBytes(32).toString('hex');
const word = `word-${randomBytes(6).toString('hex')}`;

describe('what is shown of a frame', () => {
  it.each([
    ['a token in a query', `mutation { startAgentSession(access_token: "${word}") { session_id } }`],
    ['a token in a query within JSON', JSON.stringify({ query: `{ a(access_token: "${word}") }` })],
    ['a token in variables', JSON.stringify({ variables: { access_token: word } })],
    ['a token under another name', JSON.stringify({ variables: { t: secret } })],
    ['a token in JSON within JSON', JSON.stringify({ text: JSON.stringify({ access_token: word }) })],
    ['the client id of a session', JSON.stringify({ data: { client_id: word } })],
    ['the URL of a session', `{"websocket_url":"ws://127.0.0.1:4100/stream/0.1/graphql/abc123:${word}"}`],
    ['the URL of a session, encoded', `ws%3A//x/stream/0.1/graphql/abc123%3A${word}`],
    ['a secret in a form', `grant_type=refresh_token&client_secret=${word}&refresh_token=${secret}`],
  ])('has no %s in it', (_what, text) => {
    const shown = withoutCredentials(text);
    expect(shown).not.toContain(word);
    expect(shown).not.toContain(secret);
    expect(shown).toContain('••••');
  });

  it('is otherwise as it came', () => {
    const frame = JSON.stringify({
      payload: { query: 'query { startAgentSession { websocket_url session_id client_id } }', variables: {} },
      id: 'W1sibG9jYWxJZCIsIjEwMDAwMDEiXSxbInR5cGUiLCJWSVNJVE9SX0NIQU5ORUwiXV0=',
    });
    expect(withoutCredentials(frame)).toBe(frame);
    expect(withoutCredentials('ws://127.0.0.1/stream/0.1/graphql/abc123:1')).toContain('abc123:••••');
  });
});
