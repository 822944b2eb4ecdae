// A child of the launcher under `npm run dev`: serves the dashboard with hot reload on PORT, and passes the proxy's routes
// on to it at PROXY_PORT. Vite ends its process on SIGTERM by itself, so it has one of its own.
import { createServer } from 'vite';

const { PORT, PROXY_PORT } = process.env;
const target = `http://127.0.0.1:${PROXY_PORT}`;
const proxied = ['/auth', '/agent-session', '/healthz', '/readyz', '/metrics'];

const server = await createServer({
  logLevel: 'warn',
  clearScreen: false,
  server: {
    port: Number(PORT),
    strictPort: true,
    host: '127.0.0.1',
    proxy: Object.fromEntries(proxied.map(path => [path, { target, changeOrigin: false }])),
  },
});
await server.listen();
process.send?.({ listening: PORT });
