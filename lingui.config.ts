import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/** The dashboard's languages: each a catalogue in web/locales, extracted by `npm run translations`. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'de', 'es', 'he'],
  catalogs: [{ path: 'web/locales/{locale}', include: ['web'], exclude: ['**/*.test.*', 'web/testing/**'] }],
  format: formatter({ lineNumbers: false }),
  orderBy: 'origin',
});
