/**
 * Brings the chat of a clicked notice to the front: the tab that shows it, else the one used last, which is told to
 * open it; else a new one.
 */
export async function openFromNotice(clients: Clients, data: unknown, origin: string): Promise<void> {
  const path = pathOf(data, origin);
  const tabs = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const own = tabs.filter(({ url }) => new URL(url).origin === origin);
  const tab = own.find(({ url }) => new URL(url).pathname === path) ?? own[0];
  if (tab === undefined) {
    await clients.openWindow(path);
    return;
  }
  tab.postMessage({ openPath: path });
  // The browser lets a page come forward only for a moment after the click.
  await tab.focus().catch(() => undefined);
}

/** A notice of another version may name anything: only a path of this origin is gone to. */
function pathOf(data: unknown, origin: string): string {
  if (typeof data !== 'object' || data === null || !('path' in data) || typeof data.path !== 'string')
    return '/';
  const { path } = data;
  return path.startsWith('/') && new URL(path, origin).origin === origin ? path : '/';
}
