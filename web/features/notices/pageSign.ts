/** `urgent`: somebody waits to be served; `some`: only visitors of mine wait. */
export type Attention = { readonly count: number; readonly level: 'none' | 'some' | 'urgent' };

/** The title of the page: how many wait, and the name of the product. No names of visitors: titles are seen by others. */
export function titleOf({ count }: Attention): string {
  return count === 0 ? 'Switchboard' : `(${count}) Switchboard`;
}

/** The icon with a badge, as an address; null when nobody waits, and the plain icon says so. */
export function badgedIcon({ count, level }: Attention): string | null {
  if (level === 'none') return null;
  const fill = level === 'urgent' ? '#b01d1d' : '#9a4d05';
  const text = count > 9 ? '9+' : String(count);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b7065"/><circle cx="10" cy="22" r="3" fill="none" stroke="#fff" stroke-width="2"/><path d="M8 9c0 9 9 4 11 9" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"/><circle cx="8" cy="8" r="3" fill="#fff"/><circle cx="21" cy="11" r="11" fill="${fill}" stroke="#fff" stroke-width="1.5"/><text x="21" y="16.5" font-family="sans-serif" font-size="${text.length > 1 ? 13 : 16}" font-weight="700" text-anchor="middle" fill="#fff">${text}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** The count that the system was told last. */
let badged: number | null = null;

/** Puts the sign on the page and, where it is installed, on its place in the system's bar. */
export function showSign(attention: Attention): void {
  const title = titleOf(attention);
  if (document.title !== title) document.title = title;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const address = badgedIcon(attention) ?? '/icon.svg';
  if (icon !== null && icon.getAttribute('href') !== address) icon.href = address;
  if (!('setAppBadge' in navigator) || badged === attention.count) return;
  badged = attention.count;
  // Refused where the page is not installed.
  navigator.setAppBadge(attention.count).catch(() => undefined);
}
