import { transformAsync } from '@babel/core';

/**
 * Vite plugin: turns Lingui's macros (`t`, `msg`, `<Trans>`, `<Plural>`) into calls of its runtime.
 * Files without a macro are left to Vite alone.
 *
 * @returns {import('vite').Plugin}
 */
export function linguiMacros() {
  return {
    name: 'lingui-macros',
    enforce: 'pre',
    async transform(code, id) {
      const [file = ''] = id.split('?');
      const result = await expandMacros(code, file);
      return result?.code ? { code: result.code, map: JSON.stringify(result.map) } : null;
    },
  };
}

/**
 * Lingui's macros in a file of the dashboard as calls of its runtime.
 *
 * @param {string} code
 * @param {string} file its path
 * @returns {Promise<import('@babel/core').BabelFileResult | null>} null for a file without a macro
 */
export async function expandMacros(code, file) {
  if (!/\/web\/.*\.tsx?$/u.test(file) || !/@lingui\/(core|react)\/macro/u.test(code)) return null;
  /** @type {import('@babel/core').ParserOptions['plugins']} */
  const plugins = file.endsWith('x') ? ['typescript', 'jsx'] : ['typescript'];
  return transformAsync(code, {
    filename: file,
    babelrc: false,
    configFile: false,
    sourceMaps: true,
    parserOpts: { plugins },
    plugins: ['@lingui/babel-plugin-lingui-macro'],
  });
}
