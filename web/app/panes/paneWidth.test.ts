import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clampWidth, keyedWidth, movedWidth } from './paneWidth.ts';

const limits = { least: 200, most: 400 };

describe('the width of a pane', () => {
  it('follows the edge: the left pane grows to the right, and a right-to-left layout mirrors it', () => {
    expect(movedWidth(300, 10, 'start', false)).toBe(310);
    expect(movedWidth(300, 10, 'end', false)).toBe(290);
    expect(movedWidth(300, 10, 'start', true)).toBe(290);
    expect(movedWidth(300, 10, 'end', true)).toBe(310);
  });

  it('is moved by arrow keys and goes to its limits', () => {
    const keyed = (key: string) => keyedWidth(key, 300, limits, 'start', false);
    expect(['ArrowLeft', 'ArrowRight', 'Home', 'End', 'a'].map(keyed)).toEqual([284, 316, 200, 400, null]);
  });

  it('stays within its limits, whatever is pressed', () => {
    const key = fc.constantFrom('ArrowLeft', 'ArrowRight', 'Home', 'End', 'x');
    fc.assert(
      fc.property(fc.array(key), fc.boolean(), (keys, isRightToLeft) => {
        let width = 300;
        for (const one of keys) width = keyedWidth(one, width, limits, 'end', isRightToLeft) ?? width;
        expect(width).toBe(clampWidth(width, limits));
      }),
    );
  });
});
