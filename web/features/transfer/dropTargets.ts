import { splitView } from '../../ui/splitView.ts';

/** Where a dragged chat can be dropped; with it comes all that dragging needs. */
export const dropTarget = splitView(async () => (await import('./DropTarget.tsx')).DropTarget);
