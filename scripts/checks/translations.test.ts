import { describe, expect, it } from 'vitest';
import { faultsOf } from './translations.mjs';

const source = { a: 'Serve <0>{name}</0>', b: '{n, plural, one {# chat} other {# chats}}' };
const whole = { a: '<0>{name}</0> bedienen', b: '{n, plural, one {# Chat} other {# Chats}}' };

describe('the check of the catalogues', () => {
  it('finds nothing in one that is whole', () => {
    expect(faultsOf(source, { locale: 'de', texts: whole })).toEqual([]);
  });

  it.each([
    [{ b: whole.b }, 'de: not in the catalogue: Serve <0>{name}</0>'],
    [{ ...whole, a: '' }, 'de: not translated: Serve <0>{name}</0>'],
    [
      { ...whole, a: '<0>{nom}</0> bedienen' },
      'de: other placeholders than <0> {name}: <0>{nom}</0> bedienen',
    ],
    [{ ...whole, a: '{name} bedienen' }, 'de: other placeholders than <0> {name}: {name} bedienen'],
    [{ ...whole, c: 'Alt' }, 'de: no text of the code any more: Alt'],
  ])('says what is wrong with %j', (texts, fault) => {
    expect(faultsOf(source, { locale: 'de', texts })).toEqual([fault]);
  });
});
