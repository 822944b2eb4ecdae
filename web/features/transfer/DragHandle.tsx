import { useLingui } from '@lingui/react/macro';
import { GripVertical } from 'lucide-react';
import { useEffect } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useDrag } from 'react-aria-components/useDrag';
import { DRAGGED_CHAT, type DraggedChat, draggedChat } from '../../session/draggedChat.ts';
import { dropTarget } from './dropTargets.ts';

/** Drags the chat by keyboard and screen reader: Enter lifts it, Tab goes from department to department, Enter drops it. */
export function DragHandle({ chat }: { readonly chat: DraggedChat }) {
  const { t } = useLingui();
  const { visitorId, name } = chat;
  const { dragButtonProps, isDragging } = useDrag({
    hasDragButton: true,
    getItems: () => [{ [DRAGGED_CHAT]: visitorId }],
    getAllowedDropOperations: () => ['move'],
    onDragStart: () => draggedChat.set({ visitorId, name }),
    onDragEnd: () => draggedChat.set(null),
  });
  // Where it can be dropped has to be there as soon as it is lifted.
  useEffect(() => void dropTarget.preload().catch(() => undefined), []);
  return (
    <AriaButton
      {...dragButtonProps}
      aria-label={t`Drag ${name} to a department`}
      aria-pressed={isDragging}
      className="flex size-7 shrink-0 cursor-grab items-center justify-center rounded-md text-faint hover:bg-hover focus-visible:outline-2 focus-visible:outline-accent"
    >
      <GripVertical aria-hidden="true" size={16} />
    </AriaButton>
  );
}
