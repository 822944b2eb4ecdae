const LOCK_PREFIX = 'switchboard-tab-';
const TAB_KEY = 'switchboard-tab';
/** How long a reloaded tab waits for the page before it to let go. ms */
const HAND_OVER = 500;

export type TabClaim = { readonly tabId: string; readonly release: () => void };

/**
 * Names this tab, the same after a reload, and holds the Web Lock `switchboard-tab-<tabId>` while it lives,
 * so that others can tell when it is gone. A copy of a tab, which inherits the name, gets one of its own.
 * Where Web Locks are missing only a reload keeps the name.
 */
export async function claimTab(createId: () => string = () => crypto.randomUUID()): Promise<TabClaim> {
  const locks = lockManager();
  const earlier = readTabId();
  if (locks === null) return named(earlier !== null && isReload() ? earlier : createId(), () => {});
  const kept = earlier === null ? null : await hold(locks, earlier);
  if (earlier !== null && kept !== null) return named(earlier, kept);
  const tabId = createId();
  return named(tabId, (await hold(locks, tabId)) ?? (() => {}));
}

/** The ids of the tabs that hold their lock; null where Web Locks are missing. */
export async function listLiveTabs(): Promise<ReadonlySet<string> | null> {
  const locks = lockManager();
  if (locks === null) return null;
  const { held = [] } = await locks.query();
  const names = held.flatMap(lock => lock.name ?? []);
  const own = names.filter(name => name.startsWith(LOCK_PREFIX));
  return new Set(own.map(name => name.slice(LOCK_PREFIX.length)));
}

/** Resolves to what lets the lock go; null when another tab keeps it. */
function hold(locks: LockManager, tabId: string): Promise<(() => void) | null> {
  return new Promise(resolve => {
    const untilReleased = () => new Promise<void>(release => resolve(() => release()));
    const options = { signal: AbortSignal.timeout(HAND_OVER) };
    locks.request(LOCK_PREFIX + tabId, options, untilReleased).catch(() => resolve(null));
  });
}

function named(tabId: string, release: () => void): TabClaim {
  try {
    sessionStorage.setItem(TAB_KEY, tabId);
  } catch {
    // Without sessionStorage the tab has another name after a reload; its items are then adopted like any others.
  }
  return { tabId, release };
}

function readTabId(): string | null {
  try {
    return sessionStorage.getItem(TAB_KEY);
  } catch {
    return null;
  }
}

function lockManager(): LockManager | null {
  return 'locks' in navigator ? navigator.locks : null;
}

function isReload(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation !== undefined && 'type' in navigation && navigation.type === 'reload';
}
