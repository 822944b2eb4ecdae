import { renderHook } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { describe, expect, it } from 'vitest';
import { usePrepended } from './usePrepended.ts';

/** What has been on the screen, as `shown rows, of which so many came in front`. */
function watch(all: number) {
  const seen: string[] = [];
  const { rerender } = renderHook(
    ({ front, count }) => {
      const { shown, prepended } = usePrepended(front, count);
      useLayoutEffect(() => {
        seen.push(`${shown}, ${prepended} in front`);
      }, [shown, prepended]);
    },
    { initialProps: { front: 0, count: all } },
  );
  return {
    take: (front: number, count: number) => {
      seen.length = 0;
      rerender({ front, count });
      return seen;
    },
  };
}

describe('rows that come before the others', () => {
  it('are told apart from those that come at the end', () => {
    const { take } = watch(10);
    expect(take(0, 13)).toEqual(['13, 0 in front']);
    expect(take(100, 113)).toEqual(['113, 100 in front']);
    expect(take(100, 114)).toEqual(['114, 0 in front']);
  });

  it('and go, as when they are let go, count less than none', () => {
    const { take } = watch(1_800);
    expect(take(-900, 900)).toEqual(['900, -900 in front']);
  });

  it('are shown first when others come at the end at once', () => {
    const { take } = watch(1_800);
    expect(take(-901, 900)).toEqual(['899, -901 in front', '900, 0 in front']);
    expect(take(-801, 1_002)).toEqual(['1000, 100 in front', '1002, 0 in front']);
    // As many as were let go have come.
    expect(take(-811, 1_002)).toEqual(['992, -10 in front', '1002, 0 in front']);
  });

  it('are not told of where there were none, or none is left', () => {
    const { take } = watch(0);
    expect(take(0, 50)).toEqual(['50, 0 in front']);
    expect(take(-60, 40)).toEqual(['40, 0 in front']);
  });
});
