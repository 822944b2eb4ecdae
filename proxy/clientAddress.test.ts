import { expect, it } from 'vitest';
import { clientAddress } from './clientAddress.ts';

it.each([
  ['without a proxy the header is not believed', '203.0.113.9', 0, '10.0.0.1'],
  ['behind one, its entry is the last', '203.0.113.9', 1, '203.0.113.9'],
  ['what the client claims stands to the left', '6.6.6.6, 203.0.113.9', 1, '203.0.113.9'],
  ['behind two, the outer one’s entry is the last but one', '6.6.6.6,203.0.113.9,10.0.0.2', 2, '203.0.113.9'],
  ['a chain shorter than the proxies gives its first', '203.0.113.9', 2, '203.0.113.9'],
  ['IPv6 is an address too', '2001:db8::7', 1, '2001:db8::7'],
  ['what is no address is not believed', '<script>', 1, '10.0.0.1'],
  ['an empty entry is not believed', '203.0.113.9, ', 1, '10.0.0.1'],
  ['no header leaves the socket’s address', undefined, 1, '10.0.0.1'],
])('%s', (_, header, hops, address) => {
  expect(clientAddress('10.0.0.1', header, hops)).toBe(address);
});
