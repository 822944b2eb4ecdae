import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { performanceFiles } from './files.mjs';
import { fillPage } from './page.mjs';
import { readResult } from './results.mjs';
import { amount, figuresTable, labelOf, sizesTable } from './tables.mjs';

const run = { at: '2026-01-02T03:04', node: 'v20.20.2', cores: 2, load: 0.5 };
const figure = { bench: 'timelineAppend', variant: 'conversation', n: 100, value: 1.234, unit: 'us/append' };

function resultsOf(...figures: readonly object[]) {
  const text = [{ run }, ...figures].map(line => JSON.stringify(line)).join('\n');
  return new Map([['timelineAppend', readResult(text)]]);
}

describe('the page of the figures', () => {
  it('is what the script makes of the results, with its charts', () => {
    for (const [path, text] of performanceFiles()) {
      const isSame = readFileSync(path, 'utf8') === text;
      expect(isSame, `Expected ${path} to be made of bench/results/: npm run performance`).toBe(true);
    }
  });

  it('leaves what is written by hand, and says which mark is missing', () => {
    const parts = ['figures', 'appends', 'runs'];
    const page = parts.map(name => `By hand.\n<!-- ${name} -->\nold\n<!-- /${name} -->`).join('\n');
    const filled = fillPage(page, resultsOf(figure));
    expect(filled.match(/By hand\./gu)).toHaveLength(3);
    expect(filled).not.toContain('old');
    expect(() => fillPage('By hand.', resultsOf(figure))).toThrow('<!-- figures -->');
  });
});

describe('the table of the figures', () => {
  const rowOf = (...figures: readonly object[]) =>
    figuresTable(resultsOf(...figures))
      .split('\n')
      .find(line => line.includes('held'));

  it('says what is to be reached of what was measured', () => {
    expect(rowOf({ ...figure, reach: 20, reach_is: 'most', reached: true })).toBe(
      '| 100 held |  | at most 20 µs/append | 1.23 µs/append |  | yes |',
    );
  });

  it('says what is to be reached of a ratio, and says plainly what is not', () => {
    const ratio = { ratio_to: 'with 100', ratio: 1.61, reach: 1.5, reach_is: 'most', reached: false };
    expect(rowOf({ ...figure, ...ratio })).toBe(
      '| 100 held | with 100 | at most 1.5 | 1.23 µs/append | 1.61 | **no** |',
    );
  });

  it('leaves out what has nothing to reach, and names what nobody has measured', () => {
    expect(rowOf(figure)).toBeUndefined();
    expect(figuresTable(new Map())).toContain('| **Append one message** |');
    expect(figuresTable(new Map()).match(/not measured/gu)?.length).toBeGreaterThan(10);
  });
});

describe('the table by sizes', () => {
  it('has a column for each size and a row for each variant, without what compares', () => {
    const peer = { ...figure, variant: 'a | b', n: 1_000, value: 20_000 };
    expect(sizesTable([figure, { ...figure, ratio_to: 'a | b', ratio: 2 }, peer], 'µs')).toBe(
      [
        '| µs | 100 | 1,000 |',
        '| --- | --- | --- |',
        '| conversation | 1.23 |  |',
        '| a \\| b |  | 20,000 |',
      ].join('\n'),
    );
  });
});

describe('a label', () => {
  it('has all that tells a figure from its neighbours', () => {
    const painted = { ...figure, bench: 'transcriptPaint', variant: 'dashboard' };
    expect(labelOf({ ...painted, measure: 'p99', after: 1_000, rate: 200 })).toBe(
      'p99, after 1,000 messages, 200 a second',
    );
    expect(labelOf(painted)).toBe('dashboard');
    expect(labelOf({ ...painted, variant: 'bare page' })).toBe('bare page');
  });
});

describe('an amount', () => {
  it.each([
    [0.000016, '0.000016'],
    [1.2345, '1.23'],
    [31_394, '31,400'],
    [0, '0'],
  ])('%d is %s', (value, text) => {
    expect(amount(value)).toBe(text);
  });
});
