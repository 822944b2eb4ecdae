// The server's process: one port for every protocol. The path of a socket says which: /envelope/…, /transport/… (the
// protocol of graphql-ws, by hand) or /graphql-ws/… (its own server).
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Command, isCommand, type Listening } from './commands.ts';
import { type ClientFrame, type Dialect, envelope, transport } from './dialects.ts';
import { flood } from './flood.ts';
import { startOwnServer } from './ownServer.ts';

const byHand = new WebSocketServer({ noServer: true, handleProtocols: ([first]) => first ?? false });
const ownServer = startOwnServer();
const http = createServer();
const wires = new Map<Duplex, string>();
const floods = ownServer.floods;

http.on('upgrade', (request, wire, head) => {
  const path = request.url ?? '';
  wires.set(wire, path);
  wire.on('close', () => wires.delete(wire));
  wire.on('error', () => undefined);
  const server = path.startsWith('/graphql-ws/') ? ownServer.server : byHand;
  server.handleUpgrade(request, wire, head, socket => server.emit('connection', socket, request));
});

byHand.on('connection', (socket: WebSocket, request: IncomingMessage) => {
  const path = request.url ?? '';
  const dialect = path.startsWith('/envelope/') ? envelope : transport;
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    const frame: ClientFrame = JSON.parse(data.toString());
    for (const text of dialect.answer(frame)) socket.send(text);
    note(path, request.socket, dialect, frame);
  });
});

/** A subscription can be flooded from now on. */
function note(path: string, wire: Duplex, dialect: Dialect, frame: ClientFrame): void {
  const id = dialect.startedBy(frame);
  if (id !== null) floods.set(path, count => void flood(wire, dialect, id, count));
}

function listen(port: number): void {
  http.listen(port, '127.0.0.1', () => {
    const address = http.address();
    if (address === null || typeof address === 'string') throw new Error('Expected a port, got none.');
    const listening: Listening = { name: 'listening', port: address.port, at: Date.now() };
    process.send?.(listening);
  });
}

function drop(prefix: string): void {
  for (const [wire, path] of wires) if (path.startsWith(prefix)) wire.destroy();
}

function obey(command: Command): void {
  if (command.name === 'flood') floods.get(command.path)?.(command.count);
  else if (command.name === 'drop') drop(command.path);
  else {
    const address = http.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    http.close();
    drop('/');
    setTimeout(() => listen(port), command.ms);
  }
}

process.on('message', message => {
  if (isCommand(message)) obey(message);
});
process.on('disconnect', () => process.exit());
listen(0);
