import { describe, expect, it } from 'vitest';
import { narrow } from './narrow.ts';

const named = (...names: readonly string[]) => names.map(name => ({ name }));
const found = (typed: string, ...names: readonly string[]) =>
  narrow(named(...names), typed).map(({ name }) => name);

describe('narrowing by what was typed', () => {
  it('leaves everything while nothing is typed', () => {
    expect(found('  ', 'Sales', 'Legal')).toEqual(['Sales', 'Legal']);
  });

  it('takes further letters', () => {
    expect(found('s', 'Shipping', 'Sales', 'Legal')).toEqual(['Shipping', 'Sales']);
    expect(found('sa', 'Shipping', 'Sales', 'Legal')).toEqual(['Sales']);
    expect(found('sax', 'Shipping', 'Sales', 'Legal')).toEqual([]);
  });

  it('looks at later words only where no name begins so', () => {
    expect(found('k', 'Grace Kim', 'Karl May')).toEqual(['Karl May']);
    expect(found('k', 'Grace Kim', 'Sam Okoro')).toEqual(['Grace Kim']);
    expect(found('grace k', 'Grace Kim', 'Grace Lo')).toEqual(['Grace Kim']);
  });

  it('does not mind case and marks, in any script', () => {
    expect(found('E', 'équipe', 'Été')).toEqual(['équipe', 'Été']);
    expect(found('ü', 'Übersee')).toEqual(['Übersee']);
    expect(found('מ', 'מכירות', 'תמיכה')).toEqual(['מכירות']);
  });
});
