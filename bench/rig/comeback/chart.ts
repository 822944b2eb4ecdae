export type Panel = {
  readonly title: string;
  /** What each second has, from the first. */
  readonly values: readonly number[];
  readonly note: string;
};

const WIDTH = 760;
const LEFT = 64;
const RIGHT = 16;
const PANEL = 170;
const TOP = 58;
const GAP = 54;

/** Bars a second, one panel below the other on the same scales, as an SVG that fits light and dark pages. */
export function drawChart(panels: readonly Panel[], outageSeconds: number, heading: string): string {
  const seconds = Math.max(...panels.map(({ values }) => values.length)) + 1;
  const most = niceCeiling(Math.max(...panels.flatMap(({ values }) => values)));
  const height = TOP + panels.length * (PANEL + GAP);
  const plot = WIDTH - LEFT - RIGHT;
  const x = (second: number) => LEFT + (second / seconds) * plot;
  const drawPanel = ({ title, values, note }: Panel, n: number): string => {
    const top = TOP + n * (PANEL + GAP);
    const y = (value: number) => top + PANEL - (value / most) * PANEL;
    const bars = values.map((value, second) => {
      const className = second < outageSeconds ? 'before' : 'after';
      const size = `width="${fixed(plot / seconds - 1)}" height="${fixed(top + PANEL - y(value))}"`;
      return value === 0
        ? ''
        : `<rect class="${className}" x="${fixed(x(second))}" y="${fixed(y(value))}" ${size}/>`;
    });
    const lines = [0, most / 2, most].map(
      value =>
        `<path class="grid" d="M${LEFT} ${fixed(y(value))}H${WIDTH - RIGHT}"/><text class="end" x="${LEFT - 8}" y="${fixed(y(value) + 4)}">${value.toLocaleString('en')}</text>`,
    );
    return [
      `<text class="title" x="${LEFT}" y="${top - 10}">${title}</text><text class="end" x="${WIDTH - RIGHT}" y="${top - 10}">${note}</text>`,
      ...lines,
      `<path class="back" d="M${fixed(x(outageSeconds))} ${top}V${top + PANEL}"/>`,
      ...bars.filter(bar => bar !== ''),
      ...ticks(seconds).map(
        second => `<text class="middle" x="${fixed(x(second))}" y="${top + PANEL + 18}">${second} s</text>`,
      ),
    ].join('\n');
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${heading}">
<style>
svg { background: #fff; font: 13px system-ui, sans-serif; }
text { fill: #444; } .title { font-weight: 600; fill: #111; } .end { text-anchor: end; } .middle { text-anchor: middle; }
.grid { stroke: #ddd; } .back { stroke: #888; stroke-dasharray: 4 4; } .before { fill: #b9b9b9; } .after { fill: #0b62d6; }
@media (prefers-color-scheme: dark) {
svg { background: #16181c; } text { fill: #b5bac1; } .title { fill: #f2f3f5; } .grid { stroke: #33373d; } .back { stroke: #7a8089; }
.before { fill: #565b63; } .after { fill: #6aa8ff; }
}
</style>
<text class="title" x="${LEFT}" y="24">${heading}</text>
${panels.map(drawPanel).join('\n')}
</svg>
`;
}

function ticks(seconds: number): number[] {
  return Array.from({ length: Math.floor(seconds / 10) + 1 }, (_, n) => n * 10);
}

function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 10].map(step => step * power).find(step => step >= value) ?? value;
}

function fixed(value: number): string {
  return String(Number(value.toFixed(1)));
}
