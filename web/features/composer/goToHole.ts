import { nextHole } from '../../answers/holes.ts';

/** Selects the next hole of the draft, or the one before; false when there is none that way, and Tab is the page's. */
export function goToHole(field: HTMLTextAreaElement, back: boolean): boolean {
  const selection = { start: field.selectionStart, end: field.selectionEnd };
  const hole = nextHole(field.value, selection, back);
  if (hole === null) return false;
  field.setSelectionRange(hole.start, hole.end);
  return true;
}
