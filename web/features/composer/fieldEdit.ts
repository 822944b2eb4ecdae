/**
 * Puts a text in the place of a part of what the field holds, as if it had been typed: the field gets the focus, its
 * listeners hear of it, and the browser's own undo takes it back.
 */
export function replaceIn(field: HTMLTextAreaElement, start: number, end: number, text: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  // Deprecated, and without an heir: nothing else that writes into a field keeps the browser's undo.
  if (document.execCommand?.(text === '' ? 'delete' : 'insertText', false, text)) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Puts a text in the place of what is selected, or at the caret. */
export function insertAtCaret(field: HTMLTextAreaElement, text: string): void {
  replaceIn(field, field.selectionStart, field.selectionEnd, text);
}

/** Begins a canned answer at the caret: a `/` that stands at the start of a word. */
export function insertSlash(field: HTMLTextAreaElement): void {
  const before = field.value.slice(0, field.selectionStart);
  insertAtCaret(field, /(?:^|\s)$/u.test(before) ? '/' : ' /');
}
