import { useLingui } from '@lingui/react/macro';
import { EllipsisVertical, GripVertical } from 'lucide-react';
import { MenuButton } from '../../ui/MenuButton.tsx';
import type { Reorder } from './useReorder.ts';

/** Takes a row to another place: by dragging, or with the arrow keys. */
export function RowHandle({ name, reorder }: { readonly name: string; readonly reorder: Reorder }) {
  const { t } = useLingui();
  return (
    <button
      type="button"
      data-handle
      aria-label={t`Move ${name}`}
      aria-keyshortcuts="ArrowUp ArrowDown Home End"
      title={t`Drag, or use the arrow keys`}
      onPointerDown={reorder.onPointerDown}
      onKeyDown={reorder.onKeyDown}
      className="flex size-8 shrink-0 cursor-grab touch-none items-center justify-center rounded-lg text-soft hover:bg-hover active:cursor-grabbing"
    >
      <GripVertical aria-hidden="true" size={16} />
    </button>
  );
}

export type RowMenuProps = {
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly canDuplicate: boolean;
  readonly onMove: (to: number) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
};

/** What can be done with a row, by a click each: the twin of dragging for who can't drag. */
export function RowMenu({ name, index, count, canDuplicate, onMove, onDuplicate, onRemove }: RowMenuProps) {
  const { t } = useLingui();
  const choices = [
    ...(index > 0 ? [{ key: 'up' as const, name: t`Move up` }] : []),
    ...(index < count - 1 ? [{ key: 'down' as const, name: t`Move down` }] : []),
    ...(canDuplicate ? [{ key: 'duplicate' as const, name: t`Duplicate` }] : []),
    { key: 'remove' as const, name: t`Delete` },
  ];
  const acts = {
    up: () => onMove(index - 1),
    down: () => onMove(index + 1),
    duplicate: onDuplicate,
    remove: onRemove,
  };
  return (
    <MenuButton
      label={t`More for ${name}`}
      content={<EllipsisVertical aria-hidden="true" size={16} />}
      choices={choices}
      onChoose={key => acts[key]()}
    />
  );
}
