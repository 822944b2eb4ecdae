const KEY = 'switchboard.palette-recent';
const MOST = 20;

/** The ids of what was chosen in the palette lately, latest first. Nobody's text is in them. */
export function recentEntries(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id: unknown) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Puts an id first. A browser that stores nothing remembers nothing. */
export function noteRecent(id: string): void {
  try {
    const ids = [id, ...recentEntries().filter(other => other !== id)].slice(0, MOST);
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    return;
  }
}
