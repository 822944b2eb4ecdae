import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findTokenShapes } from './tokenShapes.mjs';

describe('findTokenShapes', () => {
  it.each([
    ['hexadecimal', randomBytes(32).toString('hex')],
    ['hexadecimal of a client id', randomBytes(25).toString('hex')],
    ['base64', randomBytes(96).toString('base64')],
    ['base64url', randomBytes(96).toString('base64url')],
  ])('finds %s wherever it stands', (_, token) => {
    for (const text of [
      token,
      `access_token: "${token}",`,
      `wss://example.com/a:${token}`,
      `x\n\nconst t='${token}'`,
    ]) {
      expect(findTokenShapes(text).map(({ line }) => line)).toEqual([text.split('\n').length]);
    }
  });

  it('does not repeat what it found', () => {
    const token = randomBytes(32).toString('hex');
    expect(findTokenShapes(token)).toEqual([{ line: 1, shape: `${token.slice(0, 6)}…` }]);
  });

  it.each([
    ['a digest', `'sha256-${randomBytes(32).toString('base64')}'`],
    ['a global id', Buffer.from('[["localId","1234567890"],["type","DEPARTMENT"]]').toString('base64')],
    ['a path', 'packages/graphql-ws-adapter-custom/src/apollo/EnvelopeLink2.ts'],
    ['a name', 'switchboard_http_request_duration_seconds_bucket'],
    ['a UUID', 'f4706a5c-5022-4dcf-b113-2baa0c848557'],
    ['a rule', '-'.repeat(80)],
    ['a number', '1'.repeat(60)],
    ['a short commit', 'bb557e9'],
  ])('passes over %s', (_, text) => {
    expect(findTokenShapes(text)).toEqual([]);
  });
});
