import { describe, expect, it } from 'vitest';
import { chat } from '../../testing/builders.ts';
import { chatRows, heldRows, sameRows } from './heldRows.ts';

const chats = (...ids: readonly string[]) => ids.map(visitorId => chat({ visitorId }));
const shown = (before: readonly string[], now: readonly string[]) =>
  heldRows(before, chats(...now)).map(({ kind, visitorId }) =>
    kind === 'gap' ? `(${visitorId})` : visitorId,
  );

describe('an order that is held', () => {
  it('keeps each row where it was, and puts new ones last in their own order', () => {
    expect(shown(['b', 'a'], ['new', 'a', 'b', 'newer'])).toEqual(['b', 'a', 'new', 'newer']);
  });

  it('leaves a gap where a chat went, so that none slides under the pointer', () => {
    expect(shown(['a', 'b', 'c'], ['c', 'a'])).toEqual(['a', '(b)', 'c']);
  });

  it('shows a chat that comes back in its place', () => {
    expect(shown(['a', 'b'], ['b', 'a'])).toEqual(['a', 'b']);
  });
});

describe('rows', () => {
  const [a, b] = [chat({ visitorId: 'a' }), chat({ visitorId: 'b' })];

  it('are the same when they show the same chats in the same places', () => {
    expect(sameRows(chatRows([a, b]), chatRows([a, b]))).toBe(true);
    expect(sameRows(heldRows(['a', 'b'], [a]), heldRows(['a', 'b'], [a]))).toBe(true);
  });

  it.each([
    ['in other places', chatRows([b, a])],
    ['with one more', chatRows([a, b, chat({ visitorId: 'c' })])],
    ['with one less', chatRows([a])],
    ['of a chat that changed', chatRows([a, { ...b, name: 'Béla' }])],
    ['with a gap where a chat was', heldRows(['a', 'b'], [a])],
  ])('are others %s', (_, now) => {
    expect(sameRows(chatRows([a, b]), now)).toBe(false);
    expect(sameRows(now, chatRows([a, b]))).toBe(false);
  });
});
