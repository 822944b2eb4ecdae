/** What an operation is; `unknown` when the text does not say, or leaves a choice. */
export type OperationKind = 'query' | 'mutation' | 'subscription' | 'unknown';

interface Definition {
  readonly kind: OperationKind;
  readonly name: string | null;
}

const KINDS = ['query', 'mutation', 'subscription'] as const;

/**
 * Finds what kind of operation a GraphQL document runs. Reads only as much of the grammar as that needs: braces,
 * names, strings, block strings and comments. It guesses nothing: a document without operations, one in which
 * `operationName` is not found, and one with several kinds and no name are `unknown`.
 */
export function operationKind(query: string, operationName?: string | null): OperationKind {
  const operations = readOperations(query);
  const candidates = operationName ? operations.filter(({ name }) => name === operationName) : operations;
  const kinds = new Set(candidates.map(({ kind }) => kind));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : 'unknown';
}

/** The operations of a document, in their order; fragments are left out. */
function readOperations(query: string): Definition[] {
  const operations: Definition[] = [];
  let depth = 0;
  let inDefinition = false;
  let keyword: OperationKind | undefined;
  for (const token of tokens(query)) {
    if (depth === 0 && !inDefinition) {
      inDefinition = true;
      keyword = KINDS.find(kind => kind === token);
      if (token === '{') operations.push({ kind: 'query', name: null });
    } else if (keyword !== undefined) {
      operations.push({ kind: keyword, name: /^\w/.test(token) ? token : null });
      keyword = undefined;
    }
    if ('{(['.includes(token)) depth += 1;
    if ('})]'.includes(token)) depth -= 1;
    if (token === '}' && depth === 0) inDefinition = false;
  }
  return operations;
}

/** Names, numbers and single punctuators; strings, comments and what the grammar ignores are left out. */
function* tokens(query: string): Generator<string> {
  const token = /"""|"(?:\\.|[^"\\\n\r])*"?|#[^\n\r]*|\w+|[^\s,\uFEFF]/g;
  for (let match = token.exec(query); match !== null; match = token.exec(query)) {
    const [text] = match;
    if (text === '"""') token.lastIndex = endOfBlockString(query, token.lastIndex);
    else if (text[0] !== '"' && text[0] !== '#') yield text;
  }
}

function endOfBlockString(query: string, start: number): number {
  for (let at = query.indexOf('"""', start); at !== -1; at = query.indexOf('"""', at + 3)) {
    if (query[at - 1] !== '\\') return at + 3;
  }
  return query.length;
}
