import type { OwnerCore } from '../connection/ownerCore.ts';
import { OwnerHost, type OwnerHostOptions } from '../connection/ownerHost.ts';
import type { OwnerSearchOptions } from '../connection/ownerSearch.ts';
import { localPorts } from '../connection/port.ts';
import { createMemoryOutboxStore } from '../outbox/memoryOutboxStore.ts';

/** An owner of the connection beside its tabs, in the page of the test; it ends with the last of them. */
export function ownerInPage(options: Partial<OwnerHostOptions> = {}) {
  const host = new OwnerHost({
    store: createMemoryOutboxStore(),
    ownerId: 'owner',
    lock: null,
    untilReleased: () => new Promise(() => undefined),
    ...options,
  });
  return {
    host,
    core(): OwnerCore {
      if (host.core === null) throw new Error('Expected a tab at the owner.');
      return host.core;
    },
    /** How a tab finds it. */
    find: ({ onPort }: OwnerSearchOptions) => ({
      start() {
        const [own, other] = localPorts();
        host.attach(other);
        onPort(own);
      },
      found: () => undefined,
      moved: () => undefined,
      dispose: () => undefined,
    }),
  };
}
