import fc from 'fast-check';
import { Kind, OperationTypeNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { operationKind } from './operationKind.ts';

const word = fc.stringMatching(/^[_A-Za-z]\w{0,5}$/);
/** Words that make a careless reader stumble. */
const name = fc.oneof(word, fc.constantFrom('query', 'mutation', 'subscription', 'fragment', 'on1', 'input'));
const noise = fc.constantFrom(' ', '\n', ',', '\t', '# mutation { } "\n', '\uFEFF', '  #"""\r\n');
const text = fc.constantFrom(
  '"mutation {"',
  '"\\" }"',
  '"""block { " \\""" } subscription"""',
  '""""quoted" }"""',
  '""',
  '"""  """',
  '"#"',
);
const value = fc.oneof(
  text,
  fc.constantFrom('1', '-2.5e3', 'true', 'null', 'ENUM', '$x', '[1, "}"]', '{ a: { b: "{" } }'),
);
const directive = fc.tuple(name, value).map(([n, v]) => ` @${n}(query: ${v}) `);
const definition = fc
  .tuple(
    fc.constantFrom('query', 'mutation', 'subscription', 'fragment', '{'),
    fc.option(name, { nil: '' }),
    fc.array(fc.tuple(name, value), { maxLength: 2 }),
    fc.option(directive, { nil: '' }),
    noise,
  )
  .map(([kind, n, args, d, gap]) => {
    const call = args.length === 0 ? '' : `(${args.map(([key, v]) => `${key}: ${v}`).join(gap)})`;
    const body = `{${gap}field${call}${gap}... on Query { query mutation { deep } }}`;
    if (kind === '{') return body;
    if (kind === 'fragment') return `fragment F${n} on Query${d}${body}`;
    const variables = n === '' ? '' : '($x: In = { a: "{", b: [{ c: 1 }] })';
    return `${kind}${gap} ${n}${variables}${gap}${d}${body}`;
  });
const document = fc
  .array(fc.tuple(definition, noise), { minLength: 1, maxLength: 4 })
  .map(all => all.flat().join(' '));

/** What graphql's own parser makes of the same question. */
function kindByParser(query: string, operationName?: string): string {
  const operations = parse(query).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const candidates = operations.flatMap(node =>
    node.kind === Kind.OPERATION_DEFINITION && (!operationName || node.name?.value === operationName)
      ? [node.operation]
      : [],
  );
  const [kind] = candidates;
  return kind !== undefined && new Set(candidates).size === 1 ? kind : 'unknown';
}

describe('the kind of an operation', () => {
  test("is what graphql's parser says, for any document", () => {
    fc.assert(
      fc.property(document, fc.option(name, { nil: undefined }), (query, operationName) => {
        expect(operationKind(query, operationName)).toBe(kindByParser(query, operationName));
      }),
      { numRuns: 3_000 },
    );
  }, 60_000);

  test('is found where careless readers fail', () => {
    expect(operationKind('# mutation\nquery { a(b: "} mutation {") }')).toBe(OperationTypeNode.QUERY);
    expect(operationKind('fragment F on Q { mutation } subscription S { a ...F }')).toBe('subscription');
    expect(operationKind('query A { a } mutation B { b }', 'B')).toBe('mutation');
  });

  test('is unknown where the text leaves a choice or says nothing', () => {
    expect(operationKind('query A { a } mutation B { b }')).toBe('unknown');
    expect(operationKind('query A { a }', 'B')).toBe('unknown');
    for (const query of ['', 'fragment F on Q { a }', 'no GraphQL', '"""', '}}{']) {
      expect(['unknown', 'query']).toContain(operationKind(query));
    }
  });
});
