const LOCK_PREFIX = 'switchboard-tab-';
const TAB_KEY = 'switchboard-tab';

export type TabClaim = {
  readonly tabId: string;
  /** The Web Lock that the tab holds while it lives; null where there are none. */
  readonly lock: string | null;
  readonly release: () => void;
};

/** As much of the browser's LockManager as is used here. */
export type TabLocks = {
  request(name: string, options: { signal?: AbortSignal }, hold: () => Promise<void>): Promise<unknown>;
};

export type TabClaimOptions = {
  /** Default: `navigator.locks`; null where Web Locks are missing. */
  readonly locks?: TabLocks | null;
  /** Where the name outlives a reload. Default: sessionStorage; null: nowhere. */
  readonly storage?: Storage | null;
  /** Default: random UUIDs. */
  readonly createId?: () => string;
  /** How long a reloaded tab waits for the page before it to let go. ms, default 500 */
  readonly handOver?: number;
};

/**
 * Names this tab, the same after a reload, and holds the Web Lock `switchboard-tab-<tabId>` while it lives,
 * so that others can tell when it is gone. A copy of a tab, which inherits the name, gets one of its own.
 * Where Web Locks are missing only a reload keeps the name.
 */
export async function claimTab(options: TabClaimOptions = {}): Promise<TabClaim> {
  const { locks = pageLocks(), storage = pageStorage() } = options;
  const { createId = () => crypto.randomUUID(), handOver = 500 } = options;
  const earlier = storage?.getItem(TAB_KEY) ?? null;
  const claim =
    locks === null
      ? { tabId: earlier !== null && isReload() ? earlier : createId(), lock: null, release() {} }
      : await claimName(locks, earlier, createId, handOver);
  remember(storage, claim.tabId);
  return claim;
}

async function claimName(
  locks: TabLocks,
  earlier: string | null,
  createId: () => string,
  handOver: number,
): Promise<TabClaim> {
  const kept =
    earlier === null ? null : await hold(locks, earlier, { signal: AbortSignal.timeout(handOver) });
  if (kept !== null) return kept;
  // Nobody else can hold a fresh name, so it is waited for as long as it takes: without the lock nobody could tell when
  // the tab is gone.
  const tabId = createId();
  return (await hold(locks, tabId, {})) ?? { tabId, lock: null, release() {} };
}

/** Null when another tab keeps the lock. */
function hold(locks: TabLocks, tabId: string, options: { signal?: AbortSignal }): Promise<TabClaim | null> {
  return new Promise(resolve => {
    const untilReleased = () =>
      new Promise<void>(end => resolve({ tabId, lock: LOCK_PREFIX + tabId, release: () => end() }));
    locks.request(LOCK_PREFIX + tabId, options, untilReleased).catch(() => resolve(null));
  });
}

/** Where the storage is full or blocked, a reload gives another name, and adopts what the old one left. */
function remember(storage: Storage | null, tabId: string): void {
  try {
    storage?.setItem(TAB_KEY, tabId);
  } catch {
    return;
  }
}

function pageLocks(): TabLocks | null {
  return 'locks' in navigator ? navigator.locks : null;
}

/** Reading the property throws where the browser blocks storage. */
function pageStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function isReload(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation !== undefined && 'type' in navigation && navigation.type === 'reload';
}
