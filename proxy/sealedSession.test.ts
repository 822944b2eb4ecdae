import { hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { EncryptJWT, jwtDecrypt } from 'jose';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createSeal } from './sealedSession.ts';

const soon = () => Date.now() + 60_000;
const [oldSecret, newSecret] = ['o'.repeat(32), 'n'.repeat(32)] as const;
const seal = createSeal('test', [oldSecret], v.string());

describe('a seal', () => {
  it('opens what it sealed, and shows nothing of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 6 }), async value => {
        const sealed = await seal.seal(value, soon());
        expect(sealed).not.toContain(value);
        expect(await seal.open(sealed)).toEqual({ state: 'open', value });
      }),
    );
  });

  it('does not open with any one character changed', async () => {
    const sealed = await seal.seal('value', soon());
    // The last character of a base64url part may carry bits that mean nothing, so the parts' ends are left alone.
    const positions = Array.from(sealed).flatMap((character, i) =>
      character === '.' || !/\w/.test(sealed[i + 1] ?? '') ? [] : i,
    );
    for (const i of positions) {
      const torn = sealed.slice(0, i) + (sealed[i] === 'A' ? 'B' : 'A') + sealed.slice(i + 1);
      expect(await seal.open(torn), `character ${i}`).toEqual({ state: 'broken' });
    }
  });

  it('tells what has expired from what is broken', async () => {
    expect(await seal.open(await seal.seal('value', Date.now() - 1000))).toEqual({ state: 'expired' });
    expect(await seal.open('')).toEqual({ state: 'broken' });
  });

  it('is a JWE that other software can read and write, given the key', async () => {
    const key = new Uint8Array(hkdfSync('sha256', oldSecret, '', 'switchboard test', 32));
    const expiresAt = soon();
    const { payload, protectedHeader } = await jwtDecrypt(await seal.seal('wert', expiresAt), key);
    expect(protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM' });
    expect(payload).toEqual({ value: 'wert', exp: Math.floor(expiresAt / 1000) });
    const theirs = new EncryptJWT({ value: 'wert' }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' });
    const sealed = await theirs.setExpirationTime(Math.floor(expiresAt / 1000)).encrypt(key);
    expect(await seal.open(sealed)).toEqual({ state: 'open', value: 'wert' });
  });

  it.each([
    ['another algorithm', { alg: 'dir', enc: 'A128GCM' }, 16],
    ['more in its header', { alg: 'dir', enc: 'A256GCM', kid: 'mine' }, 32],
  ])('does not open a JWE with %s', async (_, protectedHeader, keyBytes) => {
    const key = new Uint8Array(hkdfSync('sha256', oldSecret, '', 'switchboard test', 32)).slice(0, keyBytes);
    const theirs = new EncryptJWT({ value: 'wert' }).setProtectedHeader(protectedHeader);
    const sealed = await theirs.setExpirationTime('1h').encrypt(key);
    expect(await seal.open(sealed)).toEqual({ state: 'broken' });
  });

  it.each([
    ['a short tag', (parts: string[]) => parts.with(4, (parts[4] ?? '').slice(0, 8))],
    ['no tag', (parts: string[]) => parts.slice(0, 4)],
    ['a part too many', (parts: string[]) => [...parts, 'AAAA']],
    ['a key of its own', (parts: string[]) => parts.with(1, 'AAAA')],
    ['no nonce', (parts: string[]) => parts.with(2, '')],
  ])('does not open one with %s', async (_, change) => {
    const sealed = await seal.seal('value', soon());
    expect(await seal.open(change(sealed.split('.')).join('.'))).toEqual({ state: 'broken' });
  });

  it('does not open what was sealed for another purpose, or holds another shape', async () => {
    const other = createSeal('other', [oldSecret], v.string());
    const shaped = createSeal('test', [oldSecret], v.object({ id: v.string() }));
    const sealed = await seal.seal('value', soon());
    expect(await other.open(sealed)).toEqual({ state: 'broken' });
    expect(await shaped.open(sealed)).toEqual({ state: 'broken' });
  });

  it('seals with the first secret and opens with all of them', async () => {
    const rotated = createSeal('test', [newSecret, oldSecret], v.string());
    expect(await rotated.open(await seal.seal('value', soon()))).toEqual({ state: 'open', value: 'value' });
    expect(await seal.open(await rotated.seal('value', soon()))).toEqual({ state: 'broken' });
  });
});
