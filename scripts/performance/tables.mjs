import { works } from './works.mjs';

/** @import { Figure, Result } from './results.mjs' */

/** @typedef {ReadonlyMap<string, Result>} Results */

/**
 * Every figure that has something to reach, work by work.
 *
 * @param {Results} results
 * @returns {string} a table of Markdown
 */
export function figuresTable(results) {
  const head = '| work | beside | to reach | measured | ratio | reached |';
  const rows = works.flatMap(work => {
    const judged = judgedOf(results, work);
    if (judged.length === 0) return [row([`**${work.title}**`, work.beside, '', 'not measured', '', ''])];
    return [
      row([`**${work.title}**`, work.beside, '', '', '', '']),
      ...judged.map(figure => figureRow(figure)),
    ];
  });
  return [head, '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n');
}

/**
 * The figures of a work that have something to reach.
 *
 * @param {Results} results
 * @param {import('./works.mjs').Work} work
 * @returns {readonly Figure[]}
 */
export function judgedOf(results, { bench, has = () => true }) {
  const { figures = [] } = results.get(bench) ?? {};
  return figures.filter(figure => figure.reach !== undefined && has(figure));
}

/**
 * One value of each variant for each `n`: what an append costs as the conversation grows.
 *
 * @param {readonly Figure[]} figures
 * @param {string} corner what stands above the variants
 */
export function sizesTable(figures, corner) {
  const lines = seriesOf(figures);
  const sizes = [...new Set(figures.map(({ n }) => n))];
  const head = row([corner, ...sizes.map(n => n.toLocaleString('en'))]);
  const rows = [...lines].map(([variant, points]) =>
    row([variant, ...sizes.map(n => (points.has(n) ? amount(points.get(n) ?? 0) : ''))]),
  );
  return [head, row(['---', ...sizes.map(() => '---')]), ...rows].join('\n');
}

/**
 * What each variant took by itself, by `n`: the figures that compare nothing.
 *
 * @param {readonly Figure[]} figures
 * @returns {ReadonlyMap<string, ReadonlyMap<number, number>>}
 */
export function seriesOf(figures) {
  /** @type {Map<string, Map<number, number>>} */
  const lines = new Map();
  for (const { variant, n, value, ratio_to } of figures) {
    if (ratio_to !== undefined) continue;
    lines.set(variant, (lines.get(variant) ?? new Map()).set(n, value));
  }
  return lines;
}

/**
 * When and on what each benchmark ran.
 *
 * @param {Results} results
 */
export function runsTable(results) {
  const names = [...new Set(works.map(({ bench }) => bench))].filter(name => results.has(name));
  const rows = names.map(name => {
    const { at = '', node = '', cores = 0, load = 0 } = results.get(name)?.run ?? {};
    return row([`\`${name}\``, at.replace('T', ' '), node, String(cores), String(load)]);
  });
  return [
    row(['benchmark', 'run (UTC)', 'Node', 'cores', 'load before']),
    row(['---', '---', '---', '---', '---']),
    ...rows,
  ].join('\n');
}

/** @param {Figure} figure */
function figureRow(figure) {
  const { ratio_to, ratio, reach = 0, reach_is = 'least', value, unit, reached } = figure;
  const limit = `${reach_is === 'least' ? 'at least' : 'at most'} ${amount(reach)}`;
  return row([
    labelOf(figure),
    ratio_to ?? '',
    ratio === undefined && unit !== '' ? `${limit} ${unitText(unit)}` : limit,
    `${amount(value)} ${unitText(unit)}`.trim(),
    ratio === undefined ? '' : amount(ratio),
    reached === true ? 'yes' : '**no**',
  ]);
}

/**
 * What a figure is of, in few words.
 *
 * @param {Figure} figure
 */
export function labelOf({ bench, variant, measure, n, after, rate }) {
  const parts = [
    ['dashboard', 'conversation'].includes(variant) ? undefined : variant,
    measure === 'memory' ? undefined : measure,
    bench === 'timelineAppend' ? `${n.toLocaleString('en')} held` : undefined,
    after === undefined ? undefined : `after ${after.toLocaleString('en')} messages`,
    rate === undefined ? undefined : `${rate.toLocaleString('en')} a second`,
  ].filter(part => part !== undefined && part !== '');
  return parts.length === 0 ? variant : parts.join(', ');
}

/** @param {string} unit */
function unitText(unit) {
  return unit.replace(/^us\b/, 'µs');
}

/** @param {number} value */
export function amount(value) {
  return Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 6 });
}

/** @param {readonly string[]} cells */
function row(cells) {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
