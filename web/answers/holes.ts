/** A hole in a draft: the agent has not filled it in yet. Offsets in UTF-16 units. */
export type Hole = { readonly label: string; readonly start: number; readonly end: number };

/** Brackets that nobody types: so a draft carries its holes with it, over a reload and to other tabs. */
const OPEN = '⟦';
const CLOSE = '⟧';
const pattern = /⟦(?<label>[^⟦⟧\n]+)⟧/gu;

/** The text that stands for an open hole in a draft. */
export function holeText(label: string): string {
  return OPEN + label.replaceAll(/[⟦⟧\n]+/gu, ' ').trim() + CLOSE;
}

/** The holes of a draft, in their order. */
export function findHoles(text: string): readonly Hole[] {
  return Array.from(text.matchAll(pattern), match => ({
    label: match.groups?.['label'] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The hole that Tab goes to from a selection: the next one after it, or with `back` the one before; null for none. */
export function nextHole(
  text: string,
  selection: { readonly start: number; readonly end: number },
  back: boolean,
): Hole | null {
  const holes = findHoles(text);
  if (back)
    return holes.findLast(hole => hole.end <= selection.start && hole.start < selection.start) ?? null;
  const isSelected = (hole: Hole) => hole.start === selection.start && hole.end === selection.end;
  return holes.find(hole => hole.end > selection.start && !isSelected(hole)) ?? null;
}
