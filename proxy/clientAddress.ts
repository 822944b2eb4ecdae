import { isIP } from 'node:net';

/**
 * The address that a request came from. With `hops` reverse proxies in front, each of which appends the address it saw
 * to `X-Forwarded-For`, it is the entry that the outermost of them wrote; what stands to the left of it is the client's
 * own claim and is not believed. With no hops the header is not read at all.
 */
export function clientAddress(socketAddress: string, forwardedFor: string | undefined, hops: number): string {
  if (hops === 0 || !forwardedFor) return socketAddress;
  const chain = forwardedFor.split(',').map(entry => entry.trim());
  const claimed = chain.at(-Math.min(hops, chain.length)) ?? '';
  return isIP(claimed) ? claimed : socketAddress;
}
