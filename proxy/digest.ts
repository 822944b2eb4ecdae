import { createHash } from 'node:crypto';

/** Names a secret without telling it, as in a key of the shared store. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
