import { drawBars } from './barChart.mjs';
import { drawLines } from './lineChart.mjs';
import { amount, figuresTable, judgedOf, labelOf, runsTable, seriesOf, sizesTable } from './tables.mjs';
import { works } from './works.mjs';

/** @import { Bar } from './barChart.mjs' */
/** @import { Figure } from './results.mjs' */
/** @import { Results } from './tables.mjs' */

const OURS = 'Switchboard';

/**
 * The page with its tables as the results have them: what stands between `<!-- name -->` and `<!-- /name -->` is the
 * script's, all else is written by hand.
 *
 * @param {string} page
 * @param {Results} results
 */
export function fillPage(page, results) {
  const appends = appendFigures(results);
  const parts = {
    figures: figuresTable(results),
    appends: sizesTable(appends, 'µs for one more message, with so many held'),
    runs: runsTable(results),
  };
  return Object.entries(parts).reduce((text, [name, part]) => fillPart(text, name, part), page);
}

/**
 * The charts, by the name of their file in `docs/performance/`.
 *
 * @param {Results} results
 * @returns {ReadonlyMap<string, string>}
 */
export function drawCharts(results) {
  const charts = new Map([
    ['limits.svg', drawLimits(results)],
    ['append.svg', drawAppends(results)],
  ]);
  const paint = drawPaint(results);
  if (paint !== null) charts.set('paint.svg', paint);
  return charts;
}

/**
 * @param {string} page
 * @param {string} name
 * @param {string} part
 */
function fillPart(page, name, part) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, stop] = [page.indexOf(begin), page.indexOf(end)];
  if (start === -1 || stop < start)
    throw new Error(`Expected ${begin} and ${end} in the page, one of them is missing.`);
  return `${page.slice(0, start + begin.length)}\n${part}\n${page.slice(stop)}`;
}

/** @param {Results} results */
function appendFigures(results) {
  const { figures = [] } = results.get('timelineAppend') ?? {};
  return figures
    .filter(({ measure }) => measure === undefined)
    .map(figure => (figure.variant === 'conversation' ? { ...figure, variant: OURS } : figure));
}

/** @param {Results} results */
function drawAppends(results) {
  const series = [...seriesOf(appendFigures(results))].map(([name, points]) => ({
    name,
    isOurs: name === OURS,
    points,
  }));
  return drawLines({
    heading: 'One more message in a conversation',
    across: 'messages held',
    unit: µs => (µs >= 1_000 ? `${amount(µs / 1_000)} ms` : `${amount(µs)} µs`),
    series,
  });
}

/**
 * Every figure as a part of what it may be: left of the line is reached. What has to be none is not drawn.
 *
 * @param {Results} results
 */
function drawLimits(results) {
  const groups = works
    .map(work => ({
      title: work.title,
      bars: judgedOf(results, work)
        .filter(({ reach }) => reach !== 0)
        .map(figure => limitBar(figure)),
    }))
    .filter(({ bars }) => bars.length > 0);
  return drawBars({
    heading: 'Each figure, of what it may be: left of the line is reached',
    groups,
    limit: 1,
    isLogarithmic: true,
    unit: amount,
  });
}

/**
 * @param {Figure} figure
 * @returns {Bar}
 */
function limitBar(figure) {
  const { value, ratio = value, ratio_to, reach = 1, reach_is, reached } = figure;
  const part = reach_is === 'most' ? ratio / reach : reach / ratio;
  const look = reached === true ? 'ours' : 'missed';
  return {
    label: shorten(ratio_to === undefined ? labelOf(figure) : `${labelOf(figure)} / ${ratio_to}`),
    value: part,
    text: amount(part),
    look,
  };
}

/** @param {string} label */
function shorten(label) {
  return label.length > 54 ? `${label.slice(0, 53)}…` : label;
}

/**
 * From the frame to the painted row, in 99 of 100 cases; null while nobody has measured it.
 *
 * @param {Results} results
 */
function drawPaint(results) {
  const { figures = [] } = results.get('transcriptPaint') ?? {};
  const painted = figures.filter(({ measure }) => measure === 'p99');
  if (painted.length === 0) return null;
  const caseOf = ({ after = 0, rate = 0 }) =>
    `after ${after.toLocaleString('en')} messages, ${rate.toLocaleString('en')} a second`;
  const groups = [...new Set(painted.map(caseOf))].map(title => ({
    title,
    bars: painted.filter(figure => caseOf(figure) === title).map(paintBar),
  }));
  return drawBars({
    heading: 'From a frame of the socket to the painted row, p99',
    groups,
    unit: ms => `${amount(ms)} ms`,
  });
}

/**
 * @param {Figure} figure
 * @returns {Bar}
 */
function paintBar({ variant, value }) {
  const isOurs = variant === 'dashboard';
  return {
    label: isOurs ? OURS : variant,
    value,
    text: `${amount(value)} ms`,
    look: isOurs ? 'ours' : 'peer',
  };
}
