import { fileURLToPath } from 'node:url';

/** @import { Plugin, Rolldown } from 'vite' */

const page = fileURLToPath(new URL('../index.html', import.meta.url));
const dashboard = fileURLToPath(new URL('../web/main.tsx', import.meta.url));

/**
 * The chunks of what every page reads. `start` is all that `web/start.ts` needs, a small file that runs while the others
 * are still on their way; `desk` is the rest. Left to themselves they would be sixty, one for each set of later parts
 * that share a module.
 *
 * @type {Rolldown.CodeSplittingGroup[]}
 */
export const firstViewChunks = [
  { name: nameOfStart, debugName: 'start', priority: 2 },
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 1 },
  {
    name: 'apollo',
    test: /node_modules\/(@apollo|graphql|rxjs|optimism|@wry|zen-observable|gql\.tada|@0no-co)/,
    priority: 1,
  },
  { name: 'desk', tags: ['$initial'] },
];

/**
 * Vite plugin: `web/main.tsx`, which `web/start.ts` imports when it runs, is read with the page like a script of it.
 *
 * @returns {Plugin}
 */
export function dashboardEntry() {
  return {
    name: 'dashboard-entry',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: dashboard, name: 'main' });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) =>
        chunksOf(bundle)
          .filter(name => !html.includes(`"/${name}"`))
          .map(name => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
            injectTo: 'head',
          })),
    },
  };
}

/** @type {Rolldown.CodeSplittingNameFunction} */
function nameOfStart(id, modules) {
  return reach(page, modules).has(id) ? 'start' : null;
}

/** @type {WeakMap<object, Set<string>>} by pass of the build */
const reached = new WeakMap();

/**
 * The ids of all that a module imports statically, and of what that imports.
 *
 * @param {string} from
 * @param {Parameters<Rolldown.CodeSplittingNameFunction>[1]} modules
 */
function reach(from, modules) {
  const known = reached.get(modules);
  if (known !== undefined) return known;
  const ids = new Set([from]);
  for (const id of ids) for (const one of modules.getModuleInfo(id)?.importedIds ?? []) ids.add(one);
  reached.set(modules, ids);
  return ids;
}

/**
 * The files of the dashboard's entry and of all that it imports statically.
 *
 * @param {Rolldown.OutputBundle} bundle
 */
function chunksOf(bundle) {
  const entry = Object.values(bundle).find(one => one.type === 'chunk' && one.facadeModuleId === dashboard);
  if (entry === undefined) throw new Error('Expected a chunk of web/main.tsx in the bundle, found none.');
  const names = new Set([entry.fileName]);
  for (const name of names) {
    const chunk = bundle[name];
    for (const one of chunk?.type === 'chunk' ? chunk.imports : []) names.add(one);
  }
  return [...names];
}
