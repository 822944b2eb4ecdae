import { splitView } from '../../ui/splitView.ts';

/** The way to drag a chat by keyboard. */
export const dragHandle = splitView(async () => (await import('./DragHandle.tsx')).DragHandle);
/** What stands below the departments: the suggestion, the farewell, the colleagues. */
export const transferExtras = splitView(async () => (await import('./TransferExtras.tsx')).TransferExtras);
