import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** The tallest the field grows, px. */
const MAX_HEIGHT = 200;

/**
 * The field that grows with its text. It takes the focus that was lost with the Serve button it replaces, and takes it
 * from nothing.
 */
export function useField(text: string): RefObject<HTMLTextAreaElement | null> {
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, MAX_HEIGHT)}px`;
  }, [text]);
  useEffect(() => {
    const element = field.current;
    if (document.activeElement === document.body) element?.focus();
    const root = element?.closest('#root');
    return () => letGo(root);
  }, []);
  return field;
}

/**
 * React holds the field that had the focus, and with it all that was on the screen around it, until it hears that the
 * focus has left: it does not listen while it removes things, and the browser says nothing of what is removed.
 */
function letGo(root: Element | null | undefined): void {
  if (document.activeElement === document.body) root?.dispatchEvent(new FocusEvent('focusout'));
}
