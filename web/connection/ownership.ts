import { createOutboxStore } from '../outbox/outboxStore.ts';
import { holdLock, untilReleased } from './locks.ts';
import { type OwnerChannel, serveChannel } from './ownerChannel.ts';
import { OwnerHost } from './ownerHost.ts';

/** Who holds it owns the connection of this browser. */
const OWNER_LOCK = 'switchboard-owner';

export type OwnershipOptions = {
  readonly channel: OwnerChannel;
  /** Names the build: an owner of another one makes way for one who is new. */
  readonly version: string;
  /** False for one who has made way before: two builds would else take the connection from each other for ever. */
  readonly isNew: boolean;
  /** Ends the campaign, and the ownership. */
  readonly signal: AbortSignal;
  /** This context owns the connection from now on. */
  readonly onOwner: (host: OwnerHost, ownerId: string) => void;
  /** It has handed over to a newer version, and owns it no more. */
  readonly onMoved: () => void;
};

/**
 * Would own the connection: as soon as nobody else does, and one who is new at once in place of an owner of another
 * version, who first hands over. Where Web Locks are missing it owns at once, for nobody could tell. Resolves when all is over.
 */
export async function campaign(options: OwnershipOptions): Promise<void> {
  if (options.signal.aborted) return;
  if (options.isNew) options.channel.say({ kind: 'yield', version: options.version });
  await holdLock(OWNER_LOCK, () => reign(options), options.signal);
}

/** Owns the connection until it hands over, or the campaign ends. */
async function reign({ channel, version, signal, onOwner, onMoved }: OwnershipOptions): Promise<void> {
  const ownerId = crypto.randomUUID();
  const lock = 'locks' in navigator ? `switchboard-owner-${ownerId}` : null;
  const life = new AbortController();
  if (lock !== null) await held(lock, life.signal);
  const host = new OwnerHost({ store: createOutboxStore(), ownerId, lock, untilReleased });
  const stopServing = serveChannel(channel, ownerId, port => host.attach(port));
  onOwner(host, ownerId);
  const isMoved = await new Promise<boolean>(resolve => {
    onAbort(signal, () => resolve(false));
    const stop = channel.listen(message => {
      if (message.kind !== 'yield' || message.version === version) return;
      stop();
      resolve(true);
    });
  });
  await host.handOver();
  stopServing();
  life.abort();
  if (isMoved) onMoved();
}

/** Resolves when this context holds the Web Lock, which it does until the end of `life`. */
function held(lock: string, life: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const live = () => {
      resolve();
      return new Promise<void>(end => onAbort(life, end));
    };
    // A tab that could ask for the lock first would take the owner for dead.
    void holdLock(lock, live, life);
  });
}

function onAbort(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act();
  else signal.addEventListener('abort', act, { once: true });
}
