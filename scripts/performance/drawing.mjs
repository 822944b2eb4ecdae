/** What all charts share: their width, their colours in light and dark, and their scales. */
export const WIDTH = 760;

/**
 * An SVG that fits light and dark pages.
 *
 * @param {string} heading
 * @param {number} height px
 * @param {readonly string[]} parts
 */
export function svg(heading, height, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${xmlText(heading)}">
<style>
svg { background: #fff; font: 13px system-ui, sans-serif; }
text { fill: #444; } .title { font-weight: 600; fill: #111; } .end { text-anchor: end; } .middle { text-anchor: middle; }
.grid { stroke: #ddd; } .limit { stroke: #888; stroke-dasharray: 4 4; } .line { fill: none; stroke-width: 2; stroke: #9a9a9a; } .dot { fill: #9a9a9a; }
.bar { fill: #b9b9b9; } .ours { fill: #0b62d6; } .line.ours { fill: none; stroke: #0b62d6; } .missed { fill: #c2410c; }
@media (prefers-color-scheme: dark) {
svg { background: #16181c; } text { fill: #b5bac1; } .title { fill: #f2f3f5; } .grid { stroke: #33373d; } .limit { stroke: #7a8089; }
.line { stroke: #7a8089; } .dot { fill: #7a8089; } .bar { fill: #565b63; } .ours { fill: #6aa8ff; } .line.ours { fill: none; stroke: #6aa8ff; } .missed { fill: #ff9c66; }
}
</style>
<text class="title" x="20" y="26">${xmlText(heading)}</text>
${parts.join('\n')}
</svg>
`;
}

/** @param {string} text */
export function xmlText(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** @param {number} value */
export function fixed(value) {
  return String(Number(value.toFixed(1)));
}

/**
 * The powers of ten from the one at or below the smallest value to the one at or above the largest.
 *
 * @param {readonly number[]} values
 */
export function decades(values) {
  const positive = values.filter(value => value > 0);
  const from = Math.floor(Math.log10(Math.min(...positive)));
  const to = Math.max(Math.ceil(Math.log10(Math.max(...positive))), from + 1);
  return Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step));
}

/**
 * Where a value stands between two pixels, by its logarithm.
 *
 * @param {readonly number[]} marks of the axis
 * @param {number} start
 * @param {number} end
 * @returns {(value: number) => number}
 */
export function logScale(marks, start, end) {
  const first = Math.log10(marks[0] ?? 1);
  const last = Math.log10(marks[marks.length - 1] ?? 10);
  return value =>
    start + ((Math.log10(Math.max(value, marks[0] ?? 1)) - first) / (last - first)) * (end - start);
}

/**
 * From nothing to at least the largest value, in up to five even steps.
 *
 * @param {readonly number[]} values
 */
export function evenMarks(values) {
  const most = Math.max(...values, 1);
  const power = 10 ** Math.floor(Math.log10(most / 5));
  const step = [1, 2, 5, 10].map(times => times * power).find(size => size * 5 >= most) ?? most;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, n) => n * step);
}

/**
 * Where a value stands between two pixels.
 *
 * @param {readonly number[]} marks of the axis
 * @param {number} start
 * @param {number} end
 * @returns {(value: number) => number}
 */
export function linearScale(marks, start, end) {
  const last = marks[marks.length - 1] ?? 1;
  return value => start + (value / last) * (end - start);
}
