import { describe, expect, it } from 'vitest';
import { chat } from '../../testing/builders.ts';
import { heldRows } from './heldRows.ts';

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
