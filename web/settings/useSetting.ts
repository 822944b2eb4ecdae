import { useSyncExternalStore } from 'react';
import type { Settings } from './settings.ts';
import { settings } from './settingsStore.ts';

/** One of the agent's settings; renders again when it changes, here or in another tab. */
export function useSetting<Name extends keyof Settings>(name: Name): Settings[Name] {
  return useSyncExternalStore(settings.values.subscribe, () => settings.values.getSnapshot()[name]);
}
