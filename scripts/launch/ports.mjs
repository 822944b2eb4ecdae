import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port of this machine that was free a moment ago.
 *
 * @returns {Promise<number>}
 */
export async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('expected a TCP port, got a pipe');
  return address.port;
}

/**
 * Whether nobody listens on the port, on either of localhost's addresses: a browser may try both.
 *
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export async function isPortFree(port) {
  return (await isFreeOn('127.0.0.1', port)) && (await isFreeOn('::1', port));
}

/**
 * @param {string} host
 * @param {number} port
 */
async function isFreeOn(host, port) {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch (error) {
    // No such address (a machine without IPv6) or no right to the port: not for us to say that it is taken.
    return !(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE');
  }
}
