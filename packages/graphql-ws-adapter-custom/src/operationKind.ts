import { MOST_KNOWN } from './limits.ts';

/** What an operation is; `unknown` when the text does not say, or leaves a choice. */
export type OperationKind = 'query' | 'mutation' | 'subscription' | 'unknown';

const KINDS: readonly OperationKind[] = ['query', 'mutation', 'subscription'];

const STRINGS_AND_COMMENTS = /"""(?:\\"""|.)*?(?:"""|$)|"(?:\\.|[^"\\\n\r])*"?|#[^\n\r]*/gs;
const INNERMOST_PAIR = /[([{][^()[\]{}]*[)\]}]/g;

/**
 * Finds what kind of operation a GraphQL document runs. Reads only as much of the grammar as that needs: pairs of
 * brackets, names, strings and comments. It guesses nothing: a document without operations, one in which
 * `operationName` is not found, and one with several kinds and no name are `unknown`.
 */
export function operationKind(query: string, operationName?: string | null): OperationKind {
  let found: OperationKind | undefined;
  for (const definition of readDefinitions(query)) {
    // The @ keeps a directive from being taken for the name.
    const [keyword = 'query', name] = definition.match(/@?\w+/g) ?? [];
    const kind = KINDS.find(known => known === keyword);
    if (!kind || (operationName && name !== operationName)) continue;
    found = found && found !== kind ? 'unknown' : kind;
  }
  return found ?? 'unknown';
}

/** Programs run few documents, again and again. */
const known = new Map<string, readonly string[]>();

/** What stands before the braces of each definition. */
function readDefinitions(query: string): readonly string[] {
  const read = known.get(query);
  if (read) return read;
  let text = query.replace(STRINGS_AND_COMMENTS, ' ');
  for (let last = ''; last !== text; ) {
    last = text;
    // Braces end a definition, but for those within other brackets, which vanish with these.
    text = text.replace(INNERMOST_PAIR, pair => (pair[0] === '{' ? ';' : ' '));
  }
  const definitions = text.split(';').slice(0, -1);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(query, definitions);
  return definitions;
}
