/** True when a key press goes into a text or a menu: single-letter keys then mean their letter. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches(
      'input:not([type="checkbox"], [type="radio"], [type="range"], [type="button"]), textarea, select, [role="textbox"], [role^="menu"]',
    )
  );
}
