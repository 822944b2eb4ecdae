import { decades, fixed, logScale, svg, WIDTH, xmlText } from './drawing.mjs';

const LEFT = 78;
const RIGHT = 214;
const TOP = 52;
const PLOT = 300;
/** px between two names at the right end. */
const NAME_HEIGHT = 17;

/** @typedef {{ name: string, isOurs: boolean, points: ReadonlyMap<number, number> }} Series */

/**
 * Lines on two logarithmic scales, each with its name at its end.
 *
 * @param {{ heading: string, across: string, unit: (value: number) => string, series: readonly Series[] }} chart
 */
export function drawLines({ heading, across, unit, series }) {
  const xs = decades(series.flatMap(({ points }) => [...points.keys()]));
  const ys = decades(series.flatMap(({ points }) => [...points.values()]));
  const x = logScale(xs, LEFT, WIDTH - RIGHT);
  const y = logScale(ys, TOP + PLOT, TOP);
  const names = spread(
    series.map(({ points }) => y([...points.values()].at(-1) ?? 1)),
    NAME_HEIGHT,
  );
  const lines = series.map(({ name, isOurs, points }, index) => {
    const places = [...points].map(([at, value]) => [fixed(x(at)), fixed(y(value))]);
    const className = isOurs ? ' ours' : '';
    const dots = places.map(
      ([left, top]) => `<circle class="dot${className}" cx="${left}" cy="${top}" r="3"/>`,
    );
    const [endX = '0'] = places.at(-1) ?? [];
    const title = isOurs ? ' class="title"' : '';
    return `<path class="line${className}" d="M${places.map(place => place.join(' ')).join('L')}"/>${dots.join('')}<text${title} x="${fixed(Number(endX) + 10)}" y="${fixed((names[index] ?? 0) + 4)}">${xmlText(name)}</text>`;
  });
  const rules = ys.map(
    value =>
      `<path class="grid" d="M${LEFT} ${fixed(y(value))}H${WIDTH - RIGHT}"/><text class="end" x="${LEFT - 8}" y="${fixed(y(value) + 4)}">${unit(value)}</text>`,
  );
  const marks = xs.map(
    value =>
      `<text class="middle" x="${fixed(x(value))}" y="${TOP + PLOT + 20}">${value.toLocaleString('en')}</text>`,
  );
  const caption = `<text class="middle" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${TOP + PLOT + 42}">${xmlText(across)}</text>`;
  return svg(heading, TOP + PLOT + 56, [...rules, ...marks, caption, ...lines]);
}

/**
 * Moves what would stand on each other apart, as little as is needed, downwards.
 *
 * @param {readonly number[]} places
 * @param {number} distance
 */
function spread(places, distance) {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
  /** @type {number[]} */
  const moved = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const { place, index } of order) {
    moved[index] = Math.max(place, free);
    free = (moved[index] ?? 0) + distance;
  }
  return moved;
}
