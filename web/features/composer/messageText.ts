/**
 * What goes out of what was typed: without empty lines and blanks around it. The indent of a first line stays where
 * more lines follow, as in code; a single line has none.
 */
export function messageText(typed: string): string {
  const text = typed.trimEnd().replace(/^(?:[^\S\n]*\n)+/u, '');
  return text.includes('\n') ? text : text.trimStart();
}
