import type { Server } from 'node:http';

/** Listens on a free port of this machine and says `{port}` to the process that started this one; ends with it. */
export function tellPort(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null) process.send?.({ port: address.port });
  });
  process.once('disconnect', () => process.exit());
}
