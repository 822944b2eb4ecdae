import {
  type Arbitrary,
  array,
  assert,
  constant,
  constantFrom,
  oneof,
  option,
  property,
  record,
  string,
  uniqueArray,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, type AnswerBody, type MacroStep, nameKey } from '../answer.ts';
import { cleanTags } from './answerRow.ts';
import { readCsv, writeCsv } from './answersCsv.ts';
import { readJson, writeJson } from './answersJson.ts';
import { planImport } from './importPlan.ts';

const text = (minLength = 0) =>
  string({
    unit: constantFrom('a', 'ß', 'ש', ' ', '\n', '"', "'", ',', ';', '\t', '=', '-', '@', '{', '}'),
    minLength,
    maxLength: 12,
  });
const written = text(1).filter(some => some.trim() !== '');
const name = string({
  unit: constantFrom('a', 'b', 'é', '-', '_', '1', '=', "'"),
  minLength: 1,
  maxLength: 8,
});
const tag = string({ unit: constantFrom('a', 'b', '-', '_'), minLength: 1, maxLength: 5 });
const step: Arbitrary<MacroStep> = oneof(
  record({ kind: constant('say' as const), text: text() }),
  record({ kind: constant('tags' as const), tags: array(tag) }),
  record({ kind: constant('transfer' as const), departmentId: option(tag), departmentName: tag }),
  record({ kind: constant('leave' as const) }),
);
const body: Arbitrary<AnswerBody> = oneof(
  record({ kind: constant('text' as const), text: written }),
  record({
    kind: constant('structured' as const),
    message: record({ msg: text(), n: constantFrom(1, null, true) }),
  }),
  record({ kind: constant('macro' as const), steps: array(step, { minLength: 1, maxLength: 4 }) }),
);
const answer: Arbitrary<Answer> = record({
  id: string({ minLength: 4, maxLength: 8 }),
  name,
  title: text().map(some => some.trim()),
  tags: array(tag, { maxLength: 3 }).map(cleanTags),
  body,
  updatedAt: constant(7),
});
const answers = uniqueArray(answer, { selector: one => nameKey(one.name), maxLength: 6 });

const content = (list: readonly Omit<Answer, 'id' | 'updatedAt'>[]) =>
  list.map(one => [one.name, one.title, one.tags, one.body]);

describe.each([
  ['JSON', writeJson, readJson],
  ['CSV', writeCsv, readCsv],
])('answers as %s', (_format, write, read) => {
  it('come back as they went', () => {
    assert(
      property(answers, all => {
        const { rows, problems } = read(write(all));
        expect(problems).toEqual([]);
        expect(content(rows)).toEqual(content(all));
      }),
      { numRuns: 300 },
    );
  });

  it('can be read from anything without a throw', () => {
    assert(
      property(
        string({ unit: constantFrom('[', ']', '{', '}', '"', ',', ':', '\n', 'a', '1', '\\', ' ') }),
        some => {
          expect(read(some).rows).toBeInstanceOf(Array);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('a JSON file', () => {
  it.each([
    ['[{"shortcut": "/hi", "message": "Hello"}]', 'hi', 'Hello'],
    ['{"shortcuts": [{"name": "hi", "message": "Hello", "options": "", "tags": []}]}', 'hi', 'Hello'],
    ['[{"short_code": "hi", "content": "Hello"}]', 'hi', 'Hello'],
    ['[{"Name": "say hi", "text": "Hello"}]', 'say-hi', 'Hello'],
  ])('of another program is understood: %s', (file, shortcut, says) => {
    expect(readJson(file)).toMatchObject({
      rows: [{ name: shortcut, body: { kind: 'text', text: says } }],
      problems: [],
    });
  });

  it('says what is wrong on which line', () => {
    const file = [
      '{"note": "[1, 2]",',
      ' "answers": [',
      '  {"name": "one", "text": "One"},',
      '  {"name": "", "text": "nobody"},',
      '  {"name": "two"}, {"name": "ONE",',
      '    "text": "again"},',
      '  7,',
      '  {"name": "three", "body": {"kind": "macro", "steps": [{"kind": "dance"}]}}',
      ']}',
    ].join('\n');
    const { rows, problems } = readJson(file);
    expect(rows).toMatchObject([{ name: 'one', line: 3 }]);
    expect(problems).toEqual([
      { line: 4, what: 'noName', detail: null },
      { line: 5, what: 'noText', detail: 'two' },
      { line: 5, what: 'twice', detail: '3' },
      { line: 7, what: 'notAnEntry', detail: null },
      { line: 8, what: 'badBody', detail: 'three' },
    ]);
  });

  it('that is none says where', () => {
    expect(readJson('[\n  {"name": "a"\n  "text": 1}\n]').problems).toEqual([
      { line: 3, what: 'notJson', detail: null },
    ]);
    expect(readJson('"hello"').problems).toMatchObject([{ what: 'notAnEntry' }]);
  });
});

describe('a CSV file', () => {
  it('of a spreadsheet is understood, whatever parts its cells', () => {
    const { rows, problems } = readCsv(
      'Shortcut;Message;Labels\r\nhi;"Hello;\r\nthere";new, warm\r\n\r\nbye;Bye;\r\n',
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      { name: 'hi', tags: ['new', 'warm'], body: { text: 'Hello;\nthere' }, line: 2 },
      { name: 'bye', tags: [], body: { text: 'Bye' }, line: 5 },
    ]);
  });

  it('without headings is one of shortcut and text', () => {
    expect(readCsv('hi,Hello\nbye,Bye').rows).toMatchObject([{ name: 'hi' }, { name: 'bye' }]);
  });

  it('says what is wrong on which line', () => {
    expect(readCsv('name,text\n"a\nb",x\n,y\nc,\nc,z\nd,"w').problems).toEqual([
      { line: 4, what: 'noName', detail: null },
      { line: 5, what: 'noText', detail: 'c' },
      { line: 7, what: 'badQuotes', detail: null },
    ]);
  });

  it('runs nothing in a spreadsheet', () => {
    const formula: Answer = {
      id: '1',
      name: 'sum',
      title: '',
      tags: [],
      body: { kind: 'text', text: '=1+1' },
      updatedAt: 0,
    };
    expect(writeCsv([formula])).toContain("'=1+1");
    expect(readCsv(writeCsv([formula])).rows).toMatchObject([{ body: { text: '=1+1' } }]);
  });
});

describe('an import', () => {
  const here: Answer = {
    id: 'h',
    name: 'Hi',
    title: 'Old',
    tags: [],
    body: { kind: 'text', text: 'Hi' },
    updatedAt: 1,
  };
  const origin = { now: 9, createId: () => 'new' };

  it('tells what is added, what is changed and what is the same', () => {
    const file = readCsv('name,title,text\nhi,New,Hi\nbye,,Bye');
    expect(planImport(file, [here], origin)).toEqual({
      added: [
        { id: 'new', name: 'bye', title: '', tags: [], body: { kind: 'text', text: 'Bye' }, updatedAt: 9 },
      ],
      changed: [{ before: here, after: { ...here, name: 'hi', title: 'New', updatedAt: 9 } }],
      same: 0,
      problems: [],
    });
    expect(planImport(readJson(writeJson([here])), [here], origin)).toMatchObject({
      added: [],
      changed: [],
      same: 1,
    });
  });
});
