import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The connections of a server, as far as ending it well needs to know them. */
export type Connections = {
  /** Takes no new connections, lets what runs finish for up to `grace` ms, then ends the rest. */
  close(grace: number): Promise<void>;
};

/** To be called before the server has any other listener for requests. */
export function watchConnections(server: Server): Connections {
  // Browsers open connections before they need them. Node takes those for busy, and the end would wait for them.
  const unused = new Set<Socket>();
  const running = new Set<ServerResponse>();
  let isEnding = false;
  server.on('connection', socket => {
    unused.add(socket);
    socket.on('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    unused.delete(socket);
    running.add(response);
    if (isEnding) announceEnd(response);
    response.on('close', () => {
      running.delete(response);
      // A connection that is kept would otherwise hold up the end until it times out.
      if (isEnding) setImmediate(() => server.closeIdleConnections());
    });
  });
  return {
    async close(grace) {
      isEnding = true;
      for (const response of running) announceEnd(response);
      for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
      await closeGently(server, grace);
    },
  };
}

/** So that nobody sends a further request into a connection that is about to close. */
function announceEnd(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

async function closeGently(server: Server, grace: number): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const giveUp = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(giveUp);
}
