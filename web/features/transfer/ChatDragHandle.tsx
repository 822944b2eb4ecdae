import type { DraggedChat } from '../../session/draggedChat.ts';
import { useSplitView } from '../../ui/splitView.ts';
import { dragHandle } from './splitViews.ts';

/** The handle of a chat, as soon as it is loaded; its place is kept. */
export function ChatDragHandle({ chat }: { readonly chat: DraggedChat }) {
  const Handle = useSplitView(dragHandle, true, withoutHandle);
  return <span className="size-7 shrink-0 max-sm:hidden">{Handle !== null && <Handle chat={chat} />}</span>;
}

/** Clicks and keys do the same. */
function withoutHandle(): void {
  return;
}
