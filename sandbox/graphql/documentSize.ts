import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';

export interface DocumentSize {
  /** Levels of fields of the deepest operation; `{ a { b } }` has 2. */
  readonly depth: number;
  /**
   * Fields, each alias for itself, of the largest operation once its fragments are filled in; or what
   * stands in the whole text, fragments that nobody uses included, where that is more.
   */
  readonly fields: number;
}

interface Extent {
  readonly depth: number;
  readonly fields: number;
}

const NOTHING: Extent = { depth: 0, fields: 0 };

/**
 * Measures a document before it is validated, in a time that grows with its text alone: each fragment is
 * measured once, however often it is used. A fragment that spreads itself counts as nothing there; the
 * validation refuses it.
 */
export function documentSize(document: DocumentNode): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Extent>();
  let inText = 0;

  const extentOfFragment = (name: string): Extent => {
    const measured = known.get(name);
    if (measured) return measured;
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    const extent = fragment ? extentOf(fragment.selectionSet) : NOTHING;
    known.set(name, extent);
    return extent;
  };

  const extentOf = ({ selections }: SelectionSetNode): Extent => {
    let depth = 0;
    let fields = 0;
    inText += selections.length;
    for (const selection of selections) {
      const isField = selection.kind === Kind.FIELD;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? extentOfFragment(selection.name.value)
          : selection.selectionSet
            ? extentOf(selection.selectionSet)
            : NOTHING;
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      fields += inner.fields + (isField ? 1 : 0);
    }
    return { depth, fields };
  };

  const operations = document.definitions.flatMap(definition =>
    definition.kind === Kind.OPERATION_DEFINITION ? [extentOf(definition.selectionSet)] : [],
  );
  for (const name of fragments.keys()) extentOfFragment(name);
  return {
    depth: Math.max(0, ...operations.map(({ depth }) => depth)),
    fields: Math.max(inText, ...operations.map(({ fields }) => fields)),
  };
}
