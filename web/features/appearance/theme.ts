import { Observable } from '../../lib/observable.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const KEY = 'switchboard.theme';

/** Light, dark, or as the system has it; kept in this browser. */
export const theme = new Observable<Theme>(load());

/** Sets the theme of the page and keeps it. */
export function setTheme(next: Theme): void {
  theme.set(next);
  applyTheme();
  try {
    localStorage.setItem(KEY, next);
  } catch {
    return;
  }
}

/** Puts the kept theme on the page; without one the system decides. */
export function applyTheme(): void {
  const chosen = theme.getSnapshot();
  if (chosen === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
}

function load(): Theme {
  try {
    const held = localStorage.getItem(KEY);
    return themes.find(known => known === held) ?? 'system';
  } catch {
    return 'system';
  }
}
