import { describe, expect, it } from 'vitest';
import { readTags } from './tags.ts';

describe('tags as they are typed', () => {
  it('are apart by blanks and commas, each once, without a # and without those that are there', () => {
    expect(readTags(' vip, #late;vip  zurück-2_x', ['late'])).toEqual({
      tags: ['vip', 'zurück-2_x'],
      refused: [],
    });
  });

  it('hold letters, digits, - and _ alone', () => {
    expect(readTags('vip! a.b ok')).toEqual({ tags: ['ok'], refused: ['vip!', 'a.b'] });
    expect(readTags('x'.repeat(61)).refused).toHaveLength(1);
  });

  it('are none where nothing is typed', () => {
    expect(readTags(' , #')).toEqual({ tags: [], refused: [] });
  });
});
