import { lingui } from '@lingui/vite-plugin';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { englishCatalogue } from './scripts/englishCatalogue.mjs';
import { linguiMacros } from './scripts/linguiMacros.mjs';
import { precompress } from './scripts/precompress.mjs';
import { serviceWorkerFile } from './scripts/serviceWorkerFile.mjs';

export default defineConfig({
  plugins: [
    { ...optimizeLocales.vite({ locales: ['en-US', 'de-DE', 'es-ES', 'he-IL'] }), enforce: 'pre' },
    linguiMacros(),
    englishCatalogue(),
    react(),
    lingui(),
    tailwindcss(),
    serviceWorkerFile(),
    precompress(),
  ],
  resolve: {
    conditions: ['adapter-source', 'es2015', ...defaultClientConditions],
    dedupe: ['graphql', 'react', 'react-dom'],
  },
  build: {
    target: 'es2023',
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            {
              name: 'apollo',
              test: /node_modules\/(@apollo|graphql|rxjs|optimism|@wry|zen-observable|gql\.tada|@0no-co)/,
            },
          ],
        },
      },
    },
  },
});
