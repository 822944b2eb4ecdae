import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import * as v from 'valibot';

const header = Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM' })).toString('base64url');
const headerBytes = Buffer.from(header);
const ivBytes = 12;
const tagBytes = 16;

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
    async seal(value, expiresAt) {
      return encrypt(sealingKey, JSON.stringify({ value, exp: Math.floor(expiresAt / 1000) }));
    },
    async open(sealed) {
      for (const key of keys) {
        const opened = openWith(key, sealed, schema);
        if (opened.state !== 'broken') return opened;
      }
      return { state: 'broken' };
    },
  };
}

function deriveKey(secret: string, purpose: string): KeyObject {
  return createSecretKey(new Uint8Array(hkdfSync('sha256', secret, '', `switchboard ${purpose}`, 32)));
}

function openWith<T>(key: KeyObject, sealed: string, schema: v.GenericSchema<unknown, T>): Opened<T> {
  const text = decrypt(key, sealed);
  const parsed = v.safeParse(v.object({ value: schema, exp: v.number() }), text && JSON.parse(text));
  if (!parsed.success) return { state: 'broken' };
  const { value, exp } = parsed.output;
  return exp > Date.now() / 1000 ? { state: 'open', value } : { state: 'expired' };
}

/**
 * JWE's compact form of RFC 7516 by Node's own AES: a few microseconds. Libraries take Web Crypto, whose calls wait for
 * another thread, and half of a session start went there. That it is JWE indeed, the tests show by such a library.
 */
function encrypt(key: KeyObject, text: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAAD(headerBytes);
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [header, '', ...[iv, encrypted, cipher.getAuthTag()].map(part => part.toString('base64url'))].join(
    '.',
  );
}

/** Undefined unless all of it is as it was sealed with this key. */
function decrypt(key: KeyObject, sealed: string): string | undefined {
  const [givenHeader, noKey, iv, encrypted, tag, ...more] = sealed.split('.');
  if (givenHeader !== header || noKey !== '' || more.length > 0) return undefined;
  const bytes = [iv, encrypted, tag].map(part => Buffer.from(part ?? '', 'base64url'));
  const [ivPart, body, tagPart] = bytes;
  if (ivPart?.byteLength !== ivBytes || tagPart?.byteLength !== tagBytes || !body) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, ivPart, { authTagLength: tagBytes });
    decipher.setAAD(headerBytes).setAuthTag(tagPart);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
