import { OwnerChannel } from './ownerChannel.ts';
import type { OwnerHost } from './ownerHost.ts';
import { campaign } from './ownership.ts';
import { messagePort, type Port } from './port.ts';
import { type OwnerMessage, wrap } from './protocol.ts';

/*
 * The SharedWorker: one for all tabs of this browser that run this build. It owns the connection, unless a page does
 * already, or a worker of another build, which then makes way.
 */

/** Tabs that came before this worker owned the connection. */
const waiting: Port[] = [];
let host: OwnerHost | null = null;
let isOver = false;

const moved = wrap<OwnerMessage>({ kind: 'moved' });

addEventListener('connect', event => {
  if (!(event instanceof MessageEvent)) return;
  for (const port of event.ports) welcome(messagePort(port));
});

void campaign({
  channel: new OwnerChannel(),
  version: location.pathname,
  isNew: true,
  signal: new AbortController().signal,
  onOwner: owner => {
    host = owner;
    for (const port of waiting.splice(0)) owner.attach(port);
  },
  onMoved: () => {
    host = null;
    isOver = true;
    close();
  },
});

function welcome(port: Port): void {
  if (isOver) port.post(moved);
  else if (host === null) waiting.push(port);
  else host.attach(port);
}
