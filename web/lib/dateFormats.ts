import { i18n } from '@lingui/core';

const formats = {
  clock: { hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  date: { day: 'numeric', month: 'short' },
  exact: { dateStyle: 'full', timeStyle: 'medium' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const made = new Map<string, Intl.DateTimeFormat>();

/**
 * A formatter for the language of the page, made once. An English page follows the reader's own region, so that
 * somebody in London reads 14:02 and somebody in Boston 2:02 PM.
 */
export function dateFormat(name: keyof typeof formats): Intl.DateTimeFormat {
  const locale = i18n.locale === 'en' ? undefined : i18n.locale;
  const key = `${name} ${locale}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, formats[name]);
  made.set(key, format);
  return format;
}
