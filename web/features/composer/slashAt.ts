/** `/` and what follows it, up to the caret. Offsets in UTF-16 units. */
export type Slash = { readonly start: number; readonly end: number; readonly query: string };

/** The `/` at the start of a word that the caret stands in; null when it stands in none. */
export function slashAt(text: string, caret: number): Slash | null {
  const query = /(?:^|\s)\/([^\s/]*)$/u.exec(text.slice(0, caret))?.[1];
  return query === undefined ? null : { start: caret - query.length - 1, end: caret, query };
}
