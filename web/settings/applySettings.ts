import type { Unsubscribe } from '../lib/observable.ts';
import { languageOf } from '../translation/languages.ts';
import { speak } from '../translation/translation.ts';
import type { Settings } from './settings.ts';
import type { SettingsStore } from './settingsStore.ts';

/**
 * Puts theme, density and language on the page and keeps them there as the settings change, until the returned
 * function is called. `spoken` resolves when the first catalogue is in.
 */
export function applySettings({ values }: SettingsStore): {
  readonly spoken: Promise<void>;
  readonly stop: Unsubscribe;
} {
  let language: Settings['language'] | null = null;
  const apply = (): Promise<void> => {
    const now = values.getSnapshot();
    const page = document.documentElement.dataset;
    if (now.theme === 'system') delete page['theme'];
    else page['theme'] = now.theme;
    page['density'] = now.density;
    if (now.language === language) return Promise.resolve();
    language = now.language;
    return speak(language === 'system' ? languageOf(navigator.languages) : language);
  };
  // A catalogue that can't be read leaves the page in the language that it speaks.
  return { spoken: apply(), stop: values.subscribe(() => void apply().catch(() => undefined)) };
}
