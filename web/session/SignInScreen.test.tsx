import { readFileSync } from 'node:fs';
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Translated } from '../translation/Translated.tsx';
import { SignInScreen } from './SignInScreen.tsx';

const messageFor = (error: string) => {
  render(<SignInScreen error={error} path="/" />, { wrapper: Translated });
  return screen.getByRole('alert').textContent;
};

/** Every code that the proxy may answer with, as its README lists them. */
function documentedCodes(): string[] {
  const readme = readFileSync('proxy/README.md', 'utf8');
  const [, section = ''] = readme.split('## What `/?error=` says');
  const [table = ''] = section.split('\n## ');
  return table
    .split('\n')
    .map(line => line.split('|')[1] ?? '')
    .flatMap(cell => [...cell.matchAll(/`([a-z_]+)`/g)].map(([, code = '']) => code));
}

describe('the sign-in screen', () => {
  it('leads to Zendesk and back to the page it stands for, and shows no error when there was none', () => {
    render(<SignInScreen error={null} path="/chats/2.abc" />, { wrapper: Translated });
    const link = screen.getByRole('link', { name: 'Sign in with Zendesk' });
    expect(link.getAttribute('href')).toBe('/auth/login?return_to=%2Fchats%2F2.abc');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('finds the codes in the proxy’s README', () => {
    expect(documentedCodes()).toHaveLength(13);
  });

  it.each(documentedCodes())('has words of its own for %s, and says what to do', code => {
    const message = messageFor(code);
    expect(message).not.toContain('Signing in failed');
    expect(message).toMatch(/Sign in again|sign in again|try again|Try again|check|Check/);
  });

  it.each([
    ['invalid_client', /type is public: it must be confidential/],
    ['invalid_grant', /redirect URL is not this page’s address followed by \/auth\/callback/],
    ['invalid_scope', /read, write and chat/],
    ['access_denied', /choose Allow/],
  ])('says for %s what is wrong', (code, words) => {
    expect(messageFor(code)).toMatch(words);
  });

  it.each(['constructor', '__proto__', 'out_of_cheese'])('names the code %j that it does not know', code => {
    expect(messageFor(code)).toBe(`Signing in failed (${code}). Try again.`);
  });

  it.each(['Call 555-0100 to unlock your account', '<b>x</b>', 'x'.repeat(500), ''])(
    'does not repeat %j, which anybody can write into an address',
    code => {
      expect(messageFor(code)).toBe('Signing in failed. Try again.');
    },
  );
});
