import { lingui } from '@lingui/vite-plugin';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { dashboardEntry, firstViewChunks } from './scripts/dashboardEntry.mjs';
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
    dashboardEntry(),
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
        codeSplitting: { groups: firstViewChunks },
      },
    },
  },
});
