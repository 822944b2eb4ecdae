import { isRecord, readString } from '../lib/decode.ts';
import type { Port } from './port.ts';

/*
 * The way between tabs and owner that every page has: a channel on which all hear everything. It carries who owns the
 * connection, and, for tabs that have no port to the owner, what they say to each other.
 */

type Announcement =
  /** A tab looks for the owner. */
  | { readonly kind: 'who' }
  | { readonly kind: 'owner'; readonly ownerId: string }
  /** One of this version would own the connection; an owner of another version makes way. */
  | { readonly kind: 'yield'; readonly version: string };

type Letter = { readonly kind: 'letter'; readonly to: string; readonly from: string; readonly data: unknown };

type ChannelMessage = Announcement | Letter;

export type ChannelListener = (message: ChannelMessage) => void;

const NAME = 'switchboard-owner';

/** One context's end of the channel. */
export class OwnerChannel {
  readonly #channel = new BroadcastChannel(NAME);
  readonly #listeners = new Set<ChannelListener>();
  #isClosed = false;

  constructor() {
    this.#channel.onmessage = ({ data }) => {
      const message = decode(data);
      if (message !== null) for (const listener of [...this.#listeners]) listener(message);
    };
  }

  /** Nobody hears what is said after the end, as with a port. */
  say(message: ChannelMessage): void {
    if (!this.#isClosed) this.#channel.postMessage(message);
  }

  /** Calls the listener with what others say. Returns the function that ends it. */
  listen(listener: ChannelListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A way from `own` to `other` and back. */
  port(own: string, other: string): Port {
    let stop = (): void => undefined;
    return {
      post: data => this.say({ kind: 'letter', to: other, from: own, data }),
      take: taker => {
        stop();
        stop = this.listen(message => {
          if (message.kind === 'letter' && message.to === own && message.from === other) taker(message.data);
        });
      },
      close: () => stop(),
    };
  }

  close(): void {
    this.#isClosed = true;
    this.#listeners.clear();
    this.#channel.close();
  }
}

/**
 * Says who the owner is, now and to all who ask, and gives a port for each tab that writes; the port has what was
 * written. Returns the function that ends it.
 */
export function serveChannel(
  channel: OwnerChannel,
  ownerId: string,
  attach: (port: Port) => void,
): () => void {
  const takers = new Map<string, (data: unknown) => void>();
  const stop = channel.listen(message => {
    if (message.kind === 'who') channel.say({ kind: 'owner', ownerId });
    if (message.kind !== 'letter' || message.to !== ownerId) return;
    const { from, data } = message;
    if (!takers.has(from)) attach(portOf(from));
    takers.get(from)?.(data);
  });
  const portOf = (tab: string): Port => ({
    post: data => channel.say({ kind: 'letter', to: tab, from: ownerId, data }),
    take: taker => void takers.set(tab, taker),
    close: () => void takers.delete(tab),
  });
  channel.say({ kind: 'owner', ownerId });
  return stop;
}

function decode(data: unknown): ChannelMessage | null {
  if (!isRecord(data)) return null;
  const ownerId = readString(data, 'ownerId');
  const version = readString(data, 'version');
  const to = readString(data, 'to');
  const from = readString(data, 'from');
  switch (data['kind']) {
    case 'who':
      return { kind: 'who' };
    case 'owner':
      return ownerId === null ? null : { kind: 'owner', ownerId };
    case 'yield':
      return version === null ? null : { kind: 'yield', version };
    case 'letter':
      return to === null || from === null ? null : { kind: 'letter', to, from, data: data['data'] };
    default:
      return null;
  }
}
