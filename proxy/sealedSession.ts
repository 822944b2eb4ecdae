import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import * as v from 'valibot';

/** What became of a sealed text. `broken` is also one that was sealed with another secret, or for another purpose. */
export type Opened<T> = { state: 'open'; value: T } | { state: 'expired' } | { state: 'broken' };

export type Seal<T> = {
  /** Encrypts and authenticates the value; it opens until `expiresAt` (ms epoch). */
  seal(value: T, expiresAt: number): Promise<string>;
  open(sealed: string): Promise<Opened<T>>;
};

/**
 * A seal for one purpose: JWE, `dir` with A256GCM. Each purpose has keys of its own, so that what was sealed as a login
 * can't be handed in as a session. The first secret seals, all of them open: put a new one in front to rotate.
 */
export function createSeal<T>(
  purpose: string,
  secrets: readonly string[],
  schema: v.GenericSchema<unknown, T>,
): Seal<T> {
  const keys = secrets.map(secret => deriveKey(secret, purpose));
  const [sealingKey] = keys;
  if (!sealingKey) throw new TypeError('expected at least one secret to seal with, got none');
  return {
    seal: (value, expiresAt) =>
      new EncryptJWT({ value })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .encrypt(sealingKey),
    async open(sealed) {
      for (const key of keys) {
        const opened = await openWith(key, sealed, schema);
        if (opened.state !== 'broken') return opened;
      }
      return { state: 'broken' };
    },
  };
}

function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `switchboard ${purpose}`, 32));
}

async function openWith<T>(
  key: Uint8Array,
  sealed: string,
  schema: v.GenericSchema<unknown, T>,
): Promise<Opened<T>> {
  try {
    const {
      payload: { value },
    } = await jwtDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      requiredClaims: ['exp'],
    });
    const parsed = v.safeParse(schema, value);
    return parsed.success ? { state: 'open', value: parsed.output } : { state: 'broken' };
  } catch (error) {
    return { state: error instanceof errors.JWTExpired ? 'expired' : 'broken' };
  }
}
