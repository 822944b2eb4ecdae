import { splitView } from '../../ui/splitView.ts';

/** Where a dragged chat can be dropped; with it comes all that dragging needs. */
export const dropTarget = splitView(async () => (await import('./DropTarget.tsx')).DropTarget);
/** The way to drag a chat by keyboard. */
export const dragHandle = splitView(async () => (await import('./DragHandle.tsx')).DragHandle);
/** What stands below the departments: the suggestion, the farewell, the colleagues. */
export const transferExtras = splitView(async () => (await import('./TransferExtras.tsx')).TransferExtras);
