import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Theme = 'dark' | 'light';
type Pair = readonly [text: string, ground: string];

const css = readFileSync('web/styles.css', 'utf8');

/** The tokens of `web/styles.css` that differ by theme. */
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/gu)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

const grounds = ['page', 'sunken', 'hover', 'raised'];

/** Text of any size: 4.5 to 1 (WCAG 2.2, 1.4.3). */
const texts: readonly Pair[] = [
  ...grounds.flatMap(ground => ['ink', 'soft'].map((text): Pair => [text, ground])),
  ...['page', 'sunken', 'hover', 'accent-tint'].map((ground): Pair => ['faint', ground]),
  ...['page', 'sunken', 'hover', 'accent-tint'].map((ground): Pair => ['accent', ground]),
  ...['ink', 'soft'].map((text): Pair => [text, 'accent-tint']),
  ...['good', 'warn', 'bad'].flatMap((text): Pair[] => [
    [text, `${text}-tint`],
    [text, 'page'],
  ]),
  ['ink', 'bad-tint'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-mine', 'mine'],
  ['on-toast', 'toast'],
  ['toast-accent', 'toast'],
];

/** Edges of fields and the ring of the focus: 3 to 1 (1.4.11). */
const edges: readonly Pair[] = [
  ['edge', 'page'],
  ['accent', 'page'],
  ['accent', 'sunken'],
];

describe.each(['light', 'dark'] as const)('in the %s theme', theme => {
  it.each(texts)('%s can be read on %s', (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edges)('%s can be made out on %s', (edge, ground) => {
    expect(contrast(edge, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});

it('black on white has 21 to 1', () => {
  expect(ratio('#000000', '#ffffff')).toBe(21);
});

function contrast(text: string, ground: string, theme: Theme): number {
  const [over, under] = [tokens.get(text), tokens.get(ground)];
  if (over === undefined || under === undefined)
    throw new Error(`Expected the tokens ${text} and ${ground}.`);
  return ratio(over[theme], under[theme]);
}

function ratio(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance as WCAG defines it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
