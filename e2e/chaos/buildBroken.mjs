// Builds the dashboard with three of its rules broken, each when `brokenRule` in the page names it, so that the chaos
// suite can show that it would notice. Nothing of this is in the dashboard that is served. Usage: node buildBroken.mjs DIR
import { build, loadConfigFromFile, mergeConfig } from 'vite';

/** In which file which line keeps the rule, and what stands in its place. */
const rules = [
  {
    file: 'web/timeline/catchUp.ts',
    keeps: 'return this.#reading.run();',
    breaks: `if (globalThis.brokenRule === 'logs are read again after a gap')
      return (globalThis.onlyReading ??= this.#reading.run());
    return this.#reading.run();`,
  },
  {
    file: 'web/outbox/sendItem.ts',
    keeps: 'const success = await sendAct(ask, chat.channelId, item);',
    breaks: `const answer = sendAct(ask, chat.channelId, item);
    answer.catch(() => undefined);
    const success = globalThis.brokenRule === 'answers are awaited' ? true : await answer;`,
  },
  {
    file: 'web/timeline/conversation.ts',
    keeps: 'if (this.#ids.has(entry.id)) return false;',
    breaks: `if (this.#ids.has(entry.id) && globalThis.brokenRule !== 'what is held is not taken twice') return false;`,
  },
];

const outDir = process.argv[2];
if (outDir === undefined) throw new Error('Expected the directory to build into.');
const found = new Set();

const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' });
if (loaded === null) throw new Error('Expected vite.config.ts in the folder in which this runs.');
const { plugins = [], ...config } = loaded.config;
// What only matters to a dashboard that is served takes half of the time.
const needless = new Set(['switchboard-precompress', 'switchboard-service-worker']);
const needed = plugins.filter(
  plugin => !(plugin instanceof Object && 'name' in plugin && needless.has(plugin.name)),
);

await build(
  mergeConfig(config, {
    configFile: false,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, minify: false, reportCompressedSize: false },
    plugins: [breakRules(), ...needed],
  }),
);
if (found.size !== rules.length)
  throw new Error(`Expected to break ${rules.length} rules, broke ${found.size}.`);

/** @returns {import('vite').Plugin} */
function breakRules() {
  return {
    name: 'broken-rules',
    enforce: 'pre',
    transform(code, id) {
      const rule = rules.find(({ file }) => id.endsWith(`/${file}`));
      if (rule === undefined) return null;
      if (code.split(rule.keeps).length !== 2)
        this.error(`expected one line "${rule.keeps}" in ${rule.file}`);
      found.add(rule);
      return code.replace(rule.keeps, () => rule.breaks);
    },
  };
}
