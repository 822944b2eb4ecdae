import { describe, expect, it } from 'vitest';
import { chat } from '../testing/builders.ts';
import { type Answer, toName } from './answer.ts';
import { emptyDraft, isUnchanged, problemsOf, toAnswer, toDraft } from './answerDraft.ts';
import { decodeAnswer } from './decodeAnswer.ts';
import { findHoles, holeText, nextHole } from './holes.ts';
import { searchAnswers } from './searchAnswers.ts';
import { valueOfVariable } from './variables.ts';

function answer(name: string, parts: Partial<Answer> = {}): Answer {
  return { id: name, name, title: '', tags: [], body: { kind: 'text', text: '' }, updatedAt: 0, ...parts };
}

describe('a shortcut', () => {
  it.each([
    ['/refund', 'refund'],
    ['  say  hello ', 'say-hello'],
    ['שלום', 'שלום'],
    ['//', ''],
    ['x'.repeat(60), 'x'.repeat(40)],
  ])('is made of %j', (text, name) => {
    expect(toName(text)).toBe(name);
  });
});

describe('what is kept of an answer', () => {
  it('is read again', () => {
    const macro = answer('m', {
      body: {
        kind: 'macro',
        steps: [
          { kind: 'say', text: 'Hi' },
          { kind: 'tags', tags: ['a'] },
          { kind: 'transfer', departmentId: null, departmentName: 'Sales' },
          { kind: 'leave' },
        ],
      },
    });
    expect(decodeAnswer(structuredClone(macro))).toEqual(macro);
  });

  it.each([
    null,
    'text',
    {},
    { ...answer('a'), id: '' },
    { ...answer('a'), name: ' / ' },
    { ...answer('a'), body: { kind: 'text' } },
    { ...answer('a'), body: { kind: 'song' } },
    { ...answer('a'), body: { kind: 'structured', message: 'text' } },
    { ...answer('a'), body: { kind: 'macro', steps: [] } },
    { ...answer('a'), body: { kind: 'macro', steps: [{ kind: 'leave' }, { kind: 'dance' }] } },
  ])('is not made of %j', value => {
    expect(decodeAnswer(value)).toBeNull();
  });
});

describe('the variables', () => {
  const context = {
    chat: chat({ name: 'Ada Lovelace', department: { id: 's', name: 'Sales' }, email: '' }),
    me: { id: 'j', name: 'Jonas Weber' },
    now: 0,
  };

  it.each([
    ['visitor.name', 'Ada Lovelace'],
    ['Visitor.FirstName', 'Ada'],
    ['visitor', 'Ada Lovelace'],
    ['agent.firstname', 'Jonas'],
    ['agent', 'Jonas Weber'],
    ['department.name', 'Sales'],
    ['visitor.email', null],
    ['visitor.shoes', null],
  ])('%s is %j', (name, value) => {
    expect(valueOfVariable(name, context)).toBe(value);
  });

  it.each(['Visitor 12345678', 'Visitor'])('greet nobody as %s', name => {
    const unnamed = { ...context, chat: chat({ name }) };
    expect(valueOfVariable('visitor.name', unnamed)).toBeNull();
    expect(valueOfVariable('visitor.firstName', unnamed)).toBeNull();
  });
});

describe('the holes of a draft', () => {
  const text = `a ${holeText('one')} b ${holeText('two')} c`;
  const [one, two] = findHoles(text);

  it('are found with their labels', () => {
    expect([one?.label, two?.label]).toEqual(['one', 'two']);
    expect(text.slice(one?.start, one?.end)).toBe('⟦one⟧');
    expect(findHoles('⟦⟧ [one] ⟦a\nb⟧')).toEqual([]);
  });

  it('are gone through one after the other, and back', () => {
    const at = (hole: typeof one) => ({ start: hole?.start ?? -1, end: hole?.end ?? -1 });
    expect(nextHole(text, { start: 0, end: 0 }, false)).toEqual(one);
    expect(nextHole(text, at(one), false)).toEqual(two);
    expect(nextHole(text, at(two), false)).toBeNull();
    expect(nextHole(text, at(two), true)).toEqual(one);
    expect(nextHole(text, at(one), true)).toBeNull();
    expect(nextHole(text, { start: text.length, end: text.length }, true)).toEqual(two);
  });
});

describe('the search', () => {
  const search = searchAnswers([
    answer('refund-long', { title: 'Refund by letter' }),
    answer('hello', { body: { kind: 'text', text: 'Ask for a refund here' } }),
    answer('refund', { tags: ['money'] }),
    answer('café'),
  ]);
  const names = (query: string, limit = 10) => search(query, limit).map(({ name }) => name);

  it('finds by shortcut first, then by all else', () => {
    expect(names('refund')).toEqual(['refund', 'refund-long', 'hello']);
    expect(names('money')).toEqual(['refund']);
    expect(names('letter')).toEqual(['refund-long']);
  });

  it('forgives a slip of the hand, case and accents', () => {
    expect(names('refnud')).toContain('refund');
    expect(names('HELL')).toEqual(['hello']);
    expect(names('cafe')).toEqual(['café']);
  });

  it('finds all for nothing, and no more than is asked for', () => {
    expect(names('', 2)).toEqual(['refund-long', 'hello']);
    expect(names('refund', 1)).toEqual(['refund']);
  });
});

describe('an answer that is edited', () => {
  const kept = [answer('hi', { title: 'Hello', tags: ['a', 'b'], body: { kind: 'text', text: 'Hi' } })];

  it('is what it was until something is changed', () => {
    const [hi = answer('')] = kept;
    const draft = toDraft(hi);
    expect(isUnchanged(draft, hi)).toBe(true);
    expect(isUnchanged({ ...draft, title: '' }, hi)).toBe(false);
    expect(isUnchanged(emptyDraft('macro'), null)).toBe(true);
    expect(toAnswer(draft, 'new')).toEqual({ ...hi, updatedAt: 0 });
    expect(toAnswer({ ...draft, id: null, name: ' /Say it ', tags: 'x; y,,x' }, 'new')).toMatchObject({
      id: 'new',
      name: 'Say-it',
      tags: ['x', 'y'],
    });
  });

  it('says what keeps it from being kept', () => {
    expect(problemsOf(emptyDraft('text'), kept)).toEqual([
      { field: 'name', what: 'missing' },
      { field: 'text', what: 'missing' },
    ]);
    expect(problemsOf({ ...emptyDraft('text', 'HI'), body: { kind: 'text', text: 'x' } }, kept)).toEqual([
      { field: 'name', what: 'taken' },
    ]);
    const [hi = answer('')] = kept;
    expect(problemsOf(toDraft(hi), kept)).toEqual([]);
    const steps = [
      { kind: 'say', text: ' ' },
      { kind: 'tags', tags: ['no spaces'] },
      { kind: 'transfer', departmentId: null, departmentName: '' },
      { kind: 'leave' },
    ] as const;
    expect(problemsOf({ ...emptyDraft('macro', 'm'), body: { kind: 'macro', steps } }, kept)).toEqual([
      { field: 'step', step: 0, what: 'missing' },
      { field: 'step', step: 1, what: 'badTag' },
      { field: 'step', step: 2, what: 'missing' },
    ]);
  });
});
