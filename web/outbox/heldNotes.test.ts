import { afterEach, describe, expect, it } from 'vitest';
import { noteHeld, takeHeldNotes } from './heldNotes.ts';

afterEach(() => sessionStorage.clear());

describe('the notes of what was held', () => {
  it('are there after a reload, once', () => {
    noteHeld(['Not transferred to Sales', 'You have not left']);
    expect(takeHeldNotes()).toEqual(['Not transferred to Sales', 'You have not left']);
    expect(takeHeldNotes()).toEqual([]);
  });

  it('are gone when nothing is held any more', () => {
    noteHeld(['Not transferred to Sales']);
    noteHeld([]);
    expect(takeHeldNotes()).toEqual([]);
  });

  it.each(['', '{', '7', '[1, null]'])('are none where %j is stored', stored => {
    sessionStorage.setItem('switchboard.held', stored);
    expect(takeHeldNotes()).toEqual([]);
  });
});
