import fc from 'fast-check';
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
