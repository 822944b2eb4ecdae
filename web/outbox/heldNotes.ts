const KEY = 'switchboard.held';

/** Keeps, for this tab, what is held: after a reload it is gone, and somebody has to say so. */
export function noteHeld(texts: readonly string[]): void {
  try {
    if (texts.length === 0) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(texts));
  } catch {
    return;
  }
}

/** What was held when this page was left, once. */
export function takeHeldNotes(): readonly string[] {
  try {
    const held: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    sessionStorage.removeItem(KEY);
    return Array.isArray(held) ? held.filter((text: unknown) => typeof text === 'string') : [];
  } catch {
    return [];
  }
}
