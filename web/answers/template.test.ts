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
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate, parseTemplate, printTemplate, type TemplatePart } from './template.ts';

const known = (name: string) => ({ 'visitor.name': 'Ada', department: 'Sales' })[name] ?? null;
const fill = (template: string) => fillTemplate(template, known, label => `[${label}]`);

describe('a canned answer', () => {
  it.each([
    ['Hello {{visitor.name}}!', 'Hello Ada!'],
    ['Hello {{visitor.name|there}}!', 'Hello Ada!'],
    ['Hello {{visitor.email|there}}!', 'Hello there!'],
    ['Hello {{ visitor.email | dear visitor }}!', 'Hello dear visitor!'],
    ['Hello{{visitor.email|}}!', 'Hello!'],
    ['Hello {{visitor.email}}!', 'Hello [visitor.email]!'],
    ['Your order {{?order number}}', 'Your order [order number]'],
    ['Your order {{? order number }}', 'Your order [order number]'],
    ['In {{?days|two}} days', 'In two days'],
    ['Write \\{{visitor.name}}', 'Write {{visitor.name}}'],
    ['{{visitor.name}}{{department}}', 'AdaSales'],
  ])('%s is filled in as %s', (template, filled) => {
    expect(fill(template)).toBe(filled);
  });

  it.each(['{{', '}}', '{{}}', '{{ }}', '{{a', '{ {a}}', '{{a\nb}}', '{{|b}}', '{{?}}', '{a}', '{{{'])(
    'keeps %j, which is no variable, as it is',
    template => {
      expect(fill(template)).toBe(template);
    },
  );

  it('never fills in what a value brings along', () => {
    expect(fillTemplate('{{a}}', () => '{{visitor.name}}', String)).toBe('{{visitor.name}}');
  });
});

const word = string({
  unit: constantFrom('a', 'ß', 'ש', '😀', '.', '-', '?'),
  minLength: 1,
  maxLength: 6,
}).filter(name => !name.startsWith('?'));
const rest = option(
  string({ unit: constantFrom('a', ' ', 'é', '|', '?'), maxLength: 6 }).map(text => text.trim()),
);
const part: Arbitrary<TemplatePart> = oneof(
  record({
    kind: constant('text' as const),
    text: string({ unit: constantFrom('a', ' ', '\n', '{', '}', '|'), minLength: 1 }).filter(
      text => !text.endsWith('{'),
    ),
  }),
  record({ kind: constant('variable' as const), name: word, fallback: rest }),
  record({ kind: constant('hole' as const), label: word, suggestion: rest }),
);

/** Texts that stand together are one. */
function joined(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const result: TemplatePart[] = [];
  for (const next of parts) {
    const last = result.at(-1);
    if (last?.kind !== 'text' || next.kind !== 'text') result.push(next);
    else result[result.length - 1] = { kind: 'text', text: last.text + next.text };
  }
  return result;
}

describe('the language of canned answers', () => {
  it('reads any text, and no text is lost by reading and printing it', () => {
    assert(
      property(string({ unit: constantFrom('a', '{', '}', '|', '?', '\\', '\n', ' ') }), text => {
        const parts = parseTemplate(text);
        expect(parseTemplate(printTemplate(parts))).toEqual(parts);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads what it prints as the same parts', () => {
    assert(
      property(array(part), parts => {
        expect(parseTemplate(printTemplate(parts))).toEqual(joined(parts));
      }),
      { numRuns: 1_000 },
    );
  });
});
