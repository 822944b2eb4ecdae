import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { messageData } from '../workload.ts';
import type { Dialect } from './dialects.ts';

const BLOCK = 2_000;

/**
 * Sends `count` events, a multiple of 2,000, straight into the TCP socket: WebSocket frames that were made
 * beforehand, a block a write, so that the sender is faster than any client.
 */
export async function flood(
  wire: Duplex,
  dialect: Dialect,
  subscriptionId: string,
  count: number,
): Promise<void> {
  const texts = Array.from({ length: BLOCK }, (_, n) => dialect.data(subscriptionId, messageData(n)));
  const block = Buffer.concat(texts.map(textFrame));
  for (let sent = 0; sent < count; sent += BLOCK) if (!wire.write(block)) await once(wire, 'drain');
}

/** An unmasked WebSocket text frame (RFC 6455, section 5.2) of 126 to 65,535 bytes. */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const header = Buffer.from([0x81, 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([header, payload]);
}
