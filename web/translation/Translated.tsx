import { i18n } from '@lingui/core';
import { I18nProvider as LinguiProvider, useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { I18nProvider as AriaProvider } from 'react-aria-components/I18nProvider';
import { isLanguage, languages } from './languages.ts';

/** Whatever stands in here is written, read out and laid out in the language that is spoken. */
export function Translated({ children }: { readonly children: ReactNode }) {
  return (
    <LinguiProvider i18n={i18n}>
      <Regional>{children}</Regional>
    </LinguiProvider>
  );
}

function Regional({ children }: { readonly children: ReactNode }) {
  // Follows a change of language: numbers, and what the arrow keys mean, change with it.
  const { i18n: spoken } = useLingui();
  const locale = isLanguage(spoken.locale) ? languages[spoken.locale].regional : 'en-US';
  return <AriaProvider locale={locale}>{children}</AriaProvider>;
}
