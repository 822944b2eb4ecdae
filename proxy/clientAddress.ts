import { isIP, isIPv6 } from 'node:net';

/**
 * The address that a request came from. With `hops` reverse proxies in front, each of which appends the address it saw
 * to `X-Forwarded-For`, it is the entry that the outermost of them wrote; what stands to the left of it is the client's
 * own claim and is not believed. With no hops the header is not read at all.
 */
export function clientAddress(socketAddress: string, forwardedFor: string | undefined, hops: number): string {
  if (hops === 0 || !forwardedFor) return socketAddress;
  const chain = forwardedFor.split(',').map(entry => entry.trim());
  const claimed = withoutPort(chain.at(-Math.min(hops, chain.length)) ?? '');
  return isIP(claimed) ? claimed : socketAddress;
}

/** Some balancers write `192.0.2.1:50123` or `[2001:db8::7]:50123`. */
function withoutPort(entry: string): string {
  return /^\[([\da-f:.]+)\](?::\d+)?$/i.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
}

/**
 * What is counted as one client: an IPv4 address, or the first half of an IPv6 address, for a household or a server has
 * 2^64 of the latter to choose from. An IPv4 address in IPv6 notation (`::ffff:192.0.2.1`) is the former.
 */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.replace(/%.*$/, '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  // A dotted end counts for two groups; it is never among the first four.
  const rightGroups = right.length + (tail?.includes('.') ? 1 : 0);
  const missing = tail === undefined ? 0 : 8 - left.length - rightGroups;
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right].slice(0, 4);
  return `${groups.map(group => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
