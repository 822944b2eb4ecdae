import { i18n, type Messages } from '@lingui/core';
import type { Language } from './languages.ts';

/** Each catalogue is a file of its own, read when its language is chosen. */
const catalogues: Record<Language, () => Promise<{ readonly messages: Messages }>> = {
  en: () => import('../locales/en.po'),
  de: () => import('../locales/de.po'),
  es: () => import('../locales/es.po'),
  he: () => import('../locales/he.po'),
};

let wanted: Language = 'en';

/**
 * Puts the dashboard into a language: reads its catalogue, then sets the texts, `lang` and `dir` of the page at once.
 * The language asked for last wins, whichever catalogue arrives first. Rejects when the catalogue can't be read;
 * the page then stays as it was.
 */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  const { messages } = await catalogues[language]();
  if (wanted !== language) return;
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'he' ? 'rtl' : 'ltr';
}
