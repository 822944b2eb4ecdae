/** The dashboard's languages, in their own words: a catalogue each in `web/locales`. */
export const languages = {
  en: { name: 'English', regional: 'en-US' },
  de: { name: 'Deutsch', regional: 'de-DE' },
  es: { name: 'Español', regional: 'es-ES' },
  he: { name: 'עברית', regional: 'he-IL' },
} as const;

export type Language = keyof typeof languages;

/** True for the codes of `languages`. */
export function isLanguage(code: unknown): code is Language {
  return typeof code === 'string' && Object.hasOwn(languages, code);
}

/** The first of the browser's languages (BCP 47 tags, best first) that the dashboard speaks; English when none is. */
export function languageOf(preferred: readonly string[]): Language {
  const codes = preferred.map(tag => tag.toLowerCase().split('-', 1)[0]);
  return codes.find(isLanguage) ?? 'en';
}
