import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { freshRows, useFreshRows } from './useFreshRows.ts';

it('names the rows that have come, the newest sixty at most', () => {
  expect(freshRows(3, 5)).toEqual([3, 4]);
  expect(freshRows(10, 10_000)).toHaveLength(60);
  expect(freshRows(10, 10_000).at(-1)).toBe(9_999);
});

it('names none when the conversation was empty, and none that went', () => {
  expect(freshRows(0, 50)).toEqual([]);
  expect(freshRows(5, 4)).toEqual([]);
});

it('keeps to them until others come, for one who is at the end', () => {
  const { result, rerender } = renderHook(({ count, isAtEnd }) => useFreshRows(count, isAtEnd), {
    initialProps: { count: 8, isAtEnd: true },
  });
  expect(result.current).toEqual([]);
  rerender({ count: 10, isAtEnd: true });
  expect(result.current).toEqual([8, 9]);
  rerender({ count: 10, isAtEnd: true });
  expect(result.current).toEqual([8, 9]);
  rerender({ count: 10, isAtEnd: false });
  expect(result.current).toEqual([]);
  rerender({ count: 11, isAtEnd: true });
  expect(result.current).toEqual([10]);
});
