import { expect, it } from 'vitest';
import { addressGroup, clientAddress } from './clientAddress.ts';

it.each([
  ['without a proxy the header is not believed', '203.0.113.9', 0, '10.0.0.1'],
  ['behind one, its entry is the last', '203.0.113.9', 1, '203.0.113.9'],
  ['what the client claims stands to the left', '6.6.6.6, 203.0.113.9', 1, '203.0.113.9'],
  ['behind two, the outer one’s entry is the last but one', '6.6.6.6,203.0.113.9,10.0.0.2', 2, '203.0.113.9'],
  ['a chain shorter than the proxies gives its first', '203.0.113.9', 2, '203.0.113.9'],
  ['IPv6 is an address too', '2001:db8::7', 1, '2001:db8::7'],
  ['what is no address is not believed', '<script>', 1, '10.0.0.1'],
  ['an empty entry is not believed', '203.0.113.9, ', 1, '10.0.0.1'],
  ['an entry may carry a port', '203.0.113.9:50123', 1, '203.0.113.9'],
  ['an IPv6 entry may carry a port', '[2001:db8::7]:50123', 1, '2001:db8::7'],
  ['brackets are no part of the address', '[2001:db8::7]', 1, '2001:db8::7'],
  ['a port alone is no address', ':50123', 1, '10.0.0.1'],
  ['no header leaves the socket’s address', undefined, 1, '10.0.0.1'],
])('%s', (_, header, hops, address) => {
  expect(clientAddress('10.0.0.1', header, hops)).toBe(address);
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::7', '2001:db8:0:0::/64'],
  ['2001:db8::1:2:3:4:5', '2001:db8:0:1::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s is counted as %s', (address, group) => {
  expect(addressGroup(address)).toBe(group);
});
