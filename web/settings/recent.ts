import { settings } from './settingsStore.ts';

/** So many are remembered. */
const KEPT = 18;

/** Remembers that this was used just now: it becomes the first of its kind. */
export function noteRecent(kind: 'recentAnswers' | 'recentEmoji', used: string): void {
  const before = settings.values.getSnapshot()[kind].filter(other => other !== used);
  settings.change({ [kind]: [used, ...before].slice(0, KEPT) });
}
