import { expect, it } from 'vitest';
import { manualClock } from '../clock.ts';
import { TokenBook } from './tokenBook.ts';

it('forgets the oldest codes and tokens when ten thousand newer ones have come', () => {
  const book = new TokenBook(manualClock(), () => 'agent');
  const grant = { agentId: 'agent', clientId: 'client', scope: 'read write chat' };
  const oldCode = book.issueCode(grant, 'http://localhost/');
  const oldTokens = book.exchangeCode(
    book.issueCode(grant, 'http://localhost/'),
    'client',
    'http://localhost/',
  );
  if (!oldTokens) throw new Error('Expected tokens for a fresh code.');
  expect(book.agentOf(oldTokens.access_token)).toBe('agent');

  let newest = oldTokens;
  for (let issued = 0; issued < 10_000; issued += 1) {
    const code = book.issueCode(grant, 'http://localhost/');
    newest = book.exchangeCode(code, 'client', 'http://localhost/') ?? newest;
  }
  expect(() => book.agentOf(oldTokens.access_token)).toThrow(/not known/);
  expect(book.exchangeRefreshToken(oldTokens.refresh_token, 'client')).toBeNull();
  expect(book.agentOf(newest.access_token)).toBe('agent');

  for (let issued = 0; issued < 10_000; issued += 1) book.issueCode(grant, 'http://localhost/');
  expect(book.exchangeCode(oldCode, 'client', 'http://localhost/')).toBeNull();
});
