import { decades, evenMarks, fixed, linearScale, logScale, svg, WIDTH, xmlText } from './drawing.mjs';

const LEFT = 360;
const RIGHT = 84;
const TOP = 62;
const BAR = 12;
const ROW = 21;

/** @typedef {{ label: string, value: number, text: string, look: 'ours' | 'missed' | 'peer' }} Bar */

/** @typedef {{ title?: string, bars: readonly Bar[] }} BarGroup */

/**
 * Bars from nothing, or on a logarithmic scale, one below the other in groups; `limit` draws a line where it stands.
 *
 * @param {{
 *   heading: string, groups: readonly BarGroup[], limit?: number, isLogarithmic?: boolean, unit: (value: number) => string,
 * }} chart
 */
export function drawBars({ heading, groups, limit, isLogarithmic = false, unit }) {
  const bars = groups.flatMap(group => group.bars);
  const values = [...bars.map(({ value }) => value), ...(limit === undefined ? [] : [limit])];
  const marks = isLogarithmic ? decades(values) : evenMarks(values);
  const x = (isLogarithmic ? logScale : linearScale)(marks, LEFT, WIDTH - RIGHT);
  /** @type {(Bar | string)[]} */
  const lines = groups.flatMap(({ title, bars: own }) => [...(title === undefined ? [] : [title]), ...own]);
  const bottom = TOP + lines.length * ROW;
  const grid = marks.map(
    value =>
      `<path class="grid" d="M${fixed(x(value))} ${TOP - 6}V${bottom}"/><text class="middle" x="${fixed(x(value))}" y="${TOP - 12}">${unit(value)}</text>`,
  );
  const rows = lines.map((entry, index) => {
    const top = TOP + index * ROW;
    return typeof entry === 'string'
      ? `<text class="title" x="20" y="${top + 11}">${xmlText(entry)}</text>`
      : drawBar(entry, top, x(entry.value));
  });
  const line =
    limit === undefined ? [] : [`<path class="limit" d="M${fixed(x(limit))} ${TOP - 6}V${bottom}"/>`];
  return svg(heading, bottom + 16, [...grid, ...rows, ...line]);
}

/**
 * @param {Bar} bar
 * @param {number} top
 * @param {number} right where its value stands
 */
function drawBar({ label, text, look }, top, right) {
  const end = Math.max(right, LEFT + 1);
  const className = look === 'peer' ? 'bar' : `bar ${look}`;
  return `<text class="end" x="${LEFT - 8}" y="${top + 11}">${xmlText(label)}</text><rect class="${className}" x="${LEFT}" y="${top}" width="${fixed(end - LEFT)}" height="${BAR}"/><text x="${fixed(end + 6)}" y="${top + 11}">${xmlText(text)}</text>`;
}
