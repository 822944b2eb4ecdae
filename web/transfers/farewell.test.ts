import { describe, expect, it } from 'vitest';
import { fillFarewell, TARGET_HOLE } from './farewell.ts';

describe('a farewell', () => {
  it('is nothing when it is empty', () => {
    expect(fillFarewell('', 'Sales')).toBeNull();
    expect(fillFarewell(' \n ', 'Sales')).toBeNull();
  });

  it('names who takes the chat, as often as asked', () => {
    expect(fillFarewell(`To ${TARGET_HOLE}.`, 'Sales')).toBe('To Sales.');
    expect(fillFarewell('{{ Department }} and {{department}}', 'Sales')).toBe('Sales and Sales');
  });

  it('takes a name as it is, whatever signs are in it', () => {
    expect(fillFarewell('To {{department}}', 'R$& D')).toBe('To R$& D');
  });
});
