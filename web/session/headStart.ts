import { type EarlyWorker, tryWorker } from '../connection/earlyWorker.ts';
import { Once } from '../lib/once.ts';
import { claimTab, type TabClaim } from '../outbox/tabLock.ts';
import { readKeptStatus } from './keptStatus.ts';
import type { Identity } from './proxyApi.ts';
import { checkIdentity } from './tokenKeeper.ts';

export type EarlyTab = {
  readonly claim: Promise<TabClaim>;
  /** Null where there are no shared workers. */
  readonly worker: EarlyWorker | null;
};

/** Who is signed in, asked when the page began. */
export const earlyIdentity = new Once<Promise<Identity>>();

/** This tab's name, and the worker that knows it when somebody is signed in. */
export const earlyTab = new Once<EarlyTab>();

/**
 * Begins what the dashboard would wait for: asks who is signed in, starts the worker, and has it open the connection for
 * an agent who is. It needs none of the dashboard's scripts but its own, so they are read and run meanwhile.
 */
export function takeHeadStart(): void {
  const worker = tryWorker();
  const identity = checkIdentity();
  const claim = claimTab();
  earlyIdentity.give(identity);
  earlyTab.give({ claim, worker });
  // Whoever takes the identity learns why nobody knows it.
  introduce(worker, identity, claim).catch(() => undefined);
}

async function introduce(
  worker: EarlyWorker | null,
  identity: Promise<Identity>,
  claim: Promise<TabClaim>,
): Promise<void> {
  const [{ signedIn }, { tabId, lock }] = await Promise.all([identity, claim]);
  if (signedIn) worker?.greet({ tabId, lock, status: readKeptStatus() });
}
