import { lingui } from '@lingui/vite-plugin';
import { defineConfig } from 'vitest/config';
import { linguiMacros } from './scripts/linguiMacros.mjs';

const resolve = { conditions: ['adapter-source', 'module', 'browser', 'development|production'] };
const nodeResolve = { conditions: ['adapter-source', 'module', 'node', 'development|production'] };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: nodeResolve,
        ssr: { resolve: { conditions: ['adapter-source', 'module', 'node', 'development|production'] } },
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'packages/**/*.test.ts',
            'proxy/**/*.test.ts',
            'sandbox/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: ['**/dist/**', '**/node_modules/**'],
        },
      },
      {
        resolve,
        plugins: [linguiMacros(), lingui()],
        test: {
          name: 'web',
          environment: 'jsdom',
          include: ['web/**/*.test.{ts,tsx}'],
          setupFiles: ['web/testing/setup.ts'],
        },
      },
    ],
  },
});
