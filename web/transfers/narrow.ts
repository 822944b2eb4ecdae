/**
 * The things whose name begins with what was typed; where none does, those with a word in their name that does.
 * Case and marks on letters don't count: `e` finds `Équipe`. Nothing typed leaves all of them.
 */
export function narrow<T extends { readonly name: string }>(
  things: readonly T[],
  typed: string,
): readonly T[] {
  const wanted = fold(typed);
  if (wanted === '') return things;
  const begins = things.filter(({ name }) => beginsWith(name, typed));
  if (begins.length > 0) return begins;
  return things.filter(({ name }) => words(fold(name)).some(word => word.startsWith(wanted)));
}

/** Whether a name begins with what was typed, in the same sense. */
export function beginsWith(name: string, typed: string): boolean {
  return fold(name).startsWith(fold(typed));
}

function fold(text: string): string {
  return text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function words(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
