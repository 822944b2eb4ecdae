import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicTwin, safeReturnPath } from './browserOrigin.ts';

const origin = 'https://chat.example.com';

describe('safeReturnPath', () => {
  it.each(['/', '/chats/2.abc', '/chats?q=a%20b#end', '/authors', '/%2F%2Fevil.example'])(
    'keeps %j',
    path => {
      expect(safeReturnPath(path, origin)).toBe(path);
    },
  );

  it.each([
    undefined,
    '',
    'chats',
    '//evil.example',
    '//evil.example/chats',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/auth',
    `/${'x'.repeat(512)}`,
    `/${'漢'.repeat(100)}`,
  ])('gives / for %j', wanted => {
    expect(safeReturnPath(wanted, origin)).toBe('/');
  });

  it('gives a path of this origin whatever it is given', () => {
    const slashes = fc.constantFrom(
      '/',
      '\\',
      '//',
      '/..',
      '/.',
      '@',
      ':',
      '\t',
      '\n',
      '%2f',
      'evil.example',
      'https:',
    );
    const wanted = fc.oneof(
      fc.string(),
      fc.array(slashes).map(parts => `/${parts.join('')}`),
    );
    fc.assert(
      fc.property(wanted, text => {
        const path = safeReturnPath(text, origin);
        return path.startsWith('/') && new URL(path, origin).origin === origin && !/[\r\n]/.test(path);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('publicTwin', () => {
  it.each([
    ['http://127.0.0.1:3000/chats/a?b=c', 'http://localhost:3000', 'http://localhost:3000/chats/a?b=c'],
    ['http://[::1]:3000/', 'http://localhost:3000', 'http://localhost:3000/'],
    ['http://localhost:3000/', 'http://localhost:3000', undefined],
    ['http://127.0.0.1:3001/', 'http://localhost:3000', undefined],
    ['http://10.0.0.1:3000/', 'http://localhost:3000', undefined],
    ['http://127.0.0.1:3000/', 'https://chat.example.com', undefined],
  ])('of %s where the dashboard is at %s is %s', (requested, publicOrigin, twin) => {
    expect(publicTwin(new URL(requested), publicOrigin)).toBe(twin);
  });
});
