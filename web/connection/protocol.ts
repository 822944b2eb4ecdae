import type { ClientState, ExecutionResult, SubscribePayload } from 'graphql-ws-adapter-custom';
import { isRecord } from '../lib/decode.ts';
import type { OutboxItem } from '../outbox/outboxItem.ts';
import type { StorageState } from '../outbox/outboxJournal.ts';
import type { AgentStatus } from '../session/agentStatus.ts';
import type { PresenceState } from '../session/presence.ts';
import type { ConnectionView } from './connection.ts';
import type { WireError } from './wireError.ts';

/*
 * What a tab and the owner of the connection say to each other. Both ends may come from different builds, as while a new
 * version is rolled out: raise PROTOCOL with every change that an older end would misunderstand.
 */

export const PROTOCOL = 1;

/** An event of the client that every tab hears. */
export type TabEvent =
  | { readonly name: 'connecting' | 'connected'; readonly isRetry: boolean }
  | { readonly name: 'closed'; readonly code: number; readonly reason: string; readonly wasClean: boolean }
  | { readonly name: 'eos'; readonly reason: string }
  | { readonly name: 'restarted'; readonly since: number }
  | { readonly name: 'state'; readonly state: ClientState };

export type TabMessage =
  | {
      readonly kind: 'hello';
      readonly tabId: string;
      /** The Web Lock that the tab holds while it lives; null where there are none. */
      readonly lock: string | null;
      /** The status that this browser kept, for an owner who has just begun. */
      readonly status: AgentStatus;
    }
  | { readonly kind: 'subscribe'; readonly id: number; readonly payload: SubscribePayload }
  | { readonly kind: 'unsubscribe'; readonly id: number }
  | { readonly kind: 'resume' }
  | { readonly kind: 'terminate' }
  /** The tab has come into view. */
  | { readonly kind: 'inView' }
  /** An operation was refused because the sign-in has ended. */
  | { readonly kind: 'signedOut' }
  /** The agent signs out, in every tab. */
  | { readonly kind: 'signOut' }
  /** The tab is gone. */
  | { readonly kind: 'bye' }
  | { readonly kind: 'network'; readonly isOnline: boolean }
  /** `isAgain`: an earlier owner may have had it already. */
  | { readonly kind: 'add'; readonly item: OutboxItem; readonly isAgain: boolean }
  | { readonly kind: 'retry'; readonly msgId: string }
  | { readonly kind: 'check'; readonly msgId: string }
  | { readonly kind: 'discard'; readonly msgId: string }
  | { readonly kind: 'status'; readonly id: number; readonly status: AgentStatus };

/** How things stand, for a tab that has just come. */
export type Welcome = {
  readonly kind: 'welcome';
  readonly ownerId: string;
  /** The Web Lock that the owner holds while it lives; null where there are none. */
  readonly lock: string | null;
  readonly state: ClientState;
  readonly view: ConnectionView;
  readonly server: string | null;
  readonly heardAt: number;
  readonly presence: PresenceState;
  readonly storage: StorageState;
  /** Null while the owner has not read what is stored. */
  readonly items: readonly OutboxItem[] | null;
};

export type OwnerMessage =
  | Welcome
  | { readonly kind: 'event'; readonly event: TabEvent }
  | { readonly kind: 'next'; readonly id: number; readonly result: ExecutionResult<unknown> }
  | { readonly kind: 'error'; readonly id: number; readonly error: WireError }
  | { readonly kind: 'complete'; readonly id: number }
  | { readonly kind: 'view'; readonly view: ConnectionView }
  | { readonly kind: 'server'; readonly server: string | null }
  /** When the last frame came, UNIX ms; told once a second at most. */
  | { readonly kind: 'heard'; readonly at: number }
  | { readonly kind: 'presence'; readonly presence: PresenceState }
  /** What came of a change of status. */
  | { readonly kind: 'changed'; readonly id: number; readonly error: WireError | null }
  | { readonly kind: 'items'; readonly visitorId: string; readonly items: readonly OutboxItem[] }
  /** All that the owner has, once it has read what is stored. */
  | { readonly kind: 'outbox'; readonly items: readonly OutboxItem[] }
  | { readonly kind: 'storage'; readonly storage: StorageState }
  /** The owner has the item, and has stored it as far as it can. */
  | { readonly kind: 'taken'; readonly msgId: string }
  /** The own status could not be sent, so visitors may not see it. */
  | { readonly kind: 'statusNotSent'; readonly error: WireError }
  /** The agent signed out: nothing of them is to stay in any tab. */
  | { readonly kind: 'goodbye' }
  /** Another owns the connection, or is about to: it is to be looked for. */
  | { readonly kind: 'moved' };

type Envelope<Message> = { readonly protocol: number; readonly message: Message };

export function wrap<Message>(message: Message): Envelope<Message> {
  return { protocol: PROTOCOL, message };
}

/**
 * What came over a port: `outdated` from another version of this protocol, null when it is nothing of ours. Only pages
 * and workers of this origin can send, so of a message of our own version its kind alone is looked at.
 */
export function readTabMessage(data: unknown): TabMessage | 'outdated' | null {
  return readMessage(data, isTabMessage);
}

export function readOwnerMessage(data: unknown): OwnerMessage | 'outdated' | null {
  return readMessage(data, isOwnerMessage);
}

function readMessage<Message>(
  data: unknown,
  isMessage: (value: unknown) => value is Message,
): Message | 'outdated' | null {
  if (!isRecord(data) || typeof data['protocol'] !== 'number') return null;
  if (data['protocol'] !== PROTOCOL) return 'outdated';
  return isMessage(data['message']) ? data['message'] : null;
}

const tabKinds: Readonly<Record<TabMessage['kind'], true>> = {
  hello: true,
  subscribe: true,
  unsubscribe: true,
  resume: true,
  terminate: true,
  inView: true,
  signedOut: true,
  signOut: true,
  bye: true,
  network: true,
  add: true,
  retry: true,
  check: true,
  discard: true,
  status: true,
};

const ownerKinds: Readonly<Record<OwnerMessage['kind'], true>> = {
  welcome: true,
  event: true,
  next: true,
  error: true,
  complete: true,
  view: true,
  server: true,
  heard: true,
  presence: true,
  changed: true,
  items: true,
  outbox: true,
  storage: true,
  taken: true,
  statusNotSent: true,
  goodbye: true,
  moved: true,
};

function isTabMessage(value: unknown): value is TabMessage {
  return hasKind(value, tabKinds);
}

function isOwnerMessage(value: unknown): value is OwnerMessage {
  return hasKind(value, ownerKinds);
}

function hasKind(value: unknown, kinds: Readonly<Record<string, true>>): boolean {
  return isRecord(value) && typeof value['kind'] === 'string' && Object.hasOwn(kinds, value['kind']);
}
