import { createCompiledCatalog, getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { root } from '../command.mjs';

/** @import { Outcome } from '../command.mjs' */

/**
 * @typedef {Readonly<Record<string, string>>} Texts English texts by id, or their translations
 * @typedef {{ locale: string, texts: Texts }} Catalogue
 */

/**
 * Whether every catalogue has every text of the code, translated, with the same placeholders, and no other.
 *
 * @returns {Promise<Outcome>}
 */
export async function checkTranslations() {
  const config = getConfig({ cwd: root });
  /** @type {string[]} */
  const faults = [];
  for (const catalog of await getCatalogs(config)) {
    const collected = await catalog.collect();
    if (!collected) return { ok: false, output: 'the texts of the dashboard could not be extracted' };
    const held = await catalog.readAll();
    const source = Object.fromEntries(
      Object.entries(collected).map(([id, { message = id }]) => [id, message]),
    );
    for (const locale of config.locales) {
      const texts = Object.fromEntries(
        Object.entries(held[locale] ?? {}).map(([id, { translation }]) => [id, translation]),
      );
      faults.push(...faultsOf(source, { locale, texts }));
      const { errors } = createCompiledCatalog(locale, texts, { strict: false });
      faults.push(...errors.map(({ id, error }) => `${locale}: ${source[id] ?? id}: ${error.message}`));
    }
  }
  const advice = 'Run `npm run translations`, then fill in the empty msgstr of web/locales/*.po.';
  return { ok: faults.length === 0, output: [...faults, advice].join('\n') };
}

/**
 * What is wrong with a catalogue, a line each.
 *
 * @param {Texts} source the texts of the code, by id
 * @param {Catalogue} catalogue
 * @returns {string[]}
 */
export function faultsOf(source, { locale, texts }) {
  const missing = Object.keys(source).flatMap(id => {
    const translation = texts[id];
    if (translation === undefined) return [`${locale}: not in the catalogue: ${source[id]}`];
    if (translation === '') return [`${locale}: not translated: ${source[id]}`];
    const wanted = placeholdersOf(source[id] ?? '');
    return wanted === placeholdersOf(translation)
      ? []
      : [`${locale}: other placeholders than ${wanted || 'none'}: ${translation}`];
  });
  const left = Object.keys(texts).filter(id => !(id in source));
  return [...missing, ...left.map(id => `${locale}: no text of the code any more: ${texts[id]}`)];
}

/**
 * The names in braces and the numbered tags of a text, in order of name: `{name}`, `{n, plural, …}`, `<0>`.
 *
 * @param {string} text
 */
function placeholdersOf(text) {
  const names = [...text.matchAll(/\{(\w+)(?=[,}])/gu)].map(([, name]) => `{${name}}`);
  const tags = [...text.matchAll(/<(\d+)\/?>/gu)].map(([, tag]) => `<${tag}>`);
  return [...new Set([...names, ...tags])].sort().join(' ');
}
