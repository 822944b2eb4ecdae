import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useDrop } from 'react-aria-components/useDrop';
import { DRAGGED_CHAT, type DraggedChat, dropPlaces, touchedPlace } from '../../session/draggedChat.ts';
import { classNames } from '../../ui/classNames.ts';

export type DropTargetProps = {
  /** Who takes the chat that is dropped. */
  readonly name: string;
  readonly dragged: DraggedChat;
  readonly onDrop: (chat: DraggedChat) => void;
};

/** Lies over a department while a chat is dragged: by mouse or touch it is dropped here, by keyboard with Enter. */
export function DropTarget({ name, dragged, onDrop }: DropTargetProps) {
  const { t } = useLingui();
  const ref = useRef<HTMLDivElement>(null);
  const { dropProps, isDropTarget } = useDrop({
    ref,
    getDropOperation: types => (types.has(DRAGGED_CHAT) ? 'move' : 'cancel'),
    onDrop: () => onDrop(dragged),
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    dropPlaces.set(element, onDrop);
    return () => {
      dropPlaces.delete(element);
    };
  }, [onDrop]);
  const isTouched = useSyncExternalStore(
    touchedPlace.subscribe,
    () => ref.current !== null && touchedPlace.getSnapshot() === ref.current,
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: what is dropped on a button does not reach it in every browser
    <div
      {...dropProps}
      ref={ref}
      role="button"
      tabIndex={0}
      aria-label={t`Drop on ${name}`}
      className={classNames(
        'absolute inset-0 z-10 rounded-lg border-2 border-dashed border-accent',
        (isDropTarget || isTouched) && 'border-solid bg-accent/15 ring-2 ring-accent',
      )}
    />
  );
}
