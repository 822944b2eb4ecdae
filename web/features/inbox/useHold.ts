import { type FocusEvent, type PointerEvent, useState } from 'react';

/** Whether somebody points at the list, by mouse or by keyboard: then its order is held. */
export function useHold() {
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasKeyboard, setKeyboard] = useState(false);
  return {
    isHeld: isPointedAt || hasKeyboard,
    handlers: {
      // A finger is on the list for the length of a touch alone, and must not leave it held.
      onPointerEnter: (event: PointerEvent) => setPointedAt(event.pointerType !== 'touch'),
      onPointerLeave: () => setPointedAt(false),
      // A row that was clicked keeps the focus: that is no keyboard.
      onFocus: (event: FocusEvent) => setKeyboard(event.target.matches(':focus-visible')),
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setKeyboard(false);
      },
    },
  };
}
