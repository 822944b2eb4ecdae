import { createServer } from 'vite';
import { root } from './children.mjs';

const proxied = ['/auth', '/agent-session', '/healthz', '/readyz', '/metrics'];

/**
 * Serves the dashboard with hot reload, and passes the proxy's routes on to it.
 *
 * @param {number} port
 * @param {number} proxyPort
 * @returns {Promise<{ close(): Promise<void> }>}
 */
export async function startDevServer(port, proxyPort) {
  const target = `http://127.0.0.1:${proxyPort}`;
  const server = await createServer({
    root,
    logLevel: 'warn',
    clearScreen: false,
    server: {
      port,
      strictPort: true,
      host: '127.0.0.1',
      proxy: Object.fromEntries(proxied.map(path => [path, { target, changeOrigin: false }])),
    },
  });
  return server.listen();
}
