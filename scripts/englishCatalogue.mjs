import { createCompiledCatalog, getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { root } from './command.mjs';

const MODULE = 'virtual:english';

/**
 * Vite plugin: makes the English catalogue of a build out of the code itself, so that English is never behind it.
 * While developing it is empty: the texts then stand in the code.
 *
 * @returns {import('vite').Plugin}
 */
export function englishCatalogue() {
  let isBuild = false;
  return {
    name: 'english-catalogue',
    enforce: 'pre',
    configResolved({ command }) {
      isBuild = command === 'build';
    },
    resolveId(source) {
      return source.endsWith('/locales/en.po') ? MODULE : null;
    },
    async load(id) {
      if (id !== MODULE) return null;
      const texts = isBuild ? await readTexts() : {};
      const { source } = createCompiledCatalog('en', texts, { namespace: 'es' });
      return { code: source, moduleType: 'js' };
    },
  };
}

/** Every text of the dashboard by its id. Throws when a file can't be read as code. */
async function readTexts() {
  const [catalog] = await getCatalogs(getConfig({ cwd: root }));
  const texts = await catalog?.collect();
  if (!texts) throw new Error('The texts of the dashboard could not be taken out of the code: see above.');
  return Object.fromEntries(Object.entries(texts).map(([id, { message = id }]) => [id, message]));
}
