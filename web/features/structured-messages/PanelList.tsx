import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronDown, Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { counts } from '../../structured/limits.ts';
import { Picture } from '../../structured/Picture.tsx';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { PanelButtons } from './ChoiceList.tsx';
import { ListProblems } from './ListProblems.tsx';
import { PanelForm } from './PanelForm.tsx';
import { TooMany } from './ProblemText.tsx';
import { RowHandle, RowMenu } from './RowControls.tsx';
import { useStudio } from './StudioContext.ts';
import type { DraftPanel } from './studioDraft.ts';
import type { Reorder } from './useReorder.ts';
import { useRows } from './useRows.ts';

/** The panels of a carousel, or the items of a list: one row each, that opens. */
export function PanelList({ isItems }: { readonly isItems: boolean }) {
  const { t } = useLingui();
  const { draft, dispatch } = useStudio();
  const { panels } = draft;
  const titleId = useId();
  const [closed, setClosed] = useState<ReadonlySet<string>>(
    () => new Set(panels.slice(1).map(({ id }) => id)),
  );
  const nameOf = ({ heading }: DraftPanel, index: number) => {
    const number = index + 1;
    return heading.trim() || (isItems ? t`Item ${number}` : t`Panel ${number}`);
  };
  const named = panels.map((panel, index) => ({ id: panel.id, name: nameOf(panel, index) }));
  const rows = useRows(named, id => dispatch({ kind: 'addPanel', id, home: 'message' }));
  const { most } = isItems ? counts.list : counts.carousel;
  const isFull = panels.length >= most;
  const toggle = (id: string) =>
    setClosed(known => {
      const next = new Set(known);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-2">
      <h3 id={titleId} className="font-semibold">
        {isItems ? <Trans>Items</Trans> : <Trans>Panels</Trans>}
      </h3>
      <ul ref={rows.list} className="flex flex-col gap-2">
        {panels.map((panel, index) => (
          <PanelRow
            key={panel.id}
            panel={panel}
            name={nameOf(panel, index)}
            isItem={isItems}
            isOpen={!closed.has(panel.id)}
            onToggle={() => toggle(panel.id)}
            reorder={rows.reorder(panel.id)}
            menu={
              <RowMenu
                name={nameOf(panel, index)}
                index={index}
                count={panels.length}
                canDuplicate={!isFull}
                onMove={to => rows.move(panel.id, to)}
                onDuplicate={() => rows.duplicate(panel.id)}
                onRemove={() => rows.remove(panel.id)}
              />
            }
          />
        ))}
      </ul>
      <ListProblems place="panels" />
      <div ref={rows.foot} className="flex flex-wrap items-center gap-3">
        <Button small onPress={rows.add} isDisabled={isFull}>
          <Plus aria-hidden="true" size={14} />
          {isItems ? <Trans>Add an item</Trans> : <Trans>Add a panel</Trans>}
        </Button>
        <span className="text-tiny text-soft">
          <bdi dir="ltr">
            {panels.length} / {most}
          </bdi>
          {panels.length === most && (
            <>
              {' · '}
              <TooMany what={isItems ? 'items' : 'panels'} limit={most} />
            </>
          )}
        </span>
      </div>
    </section>
  );
}

type PanelRowProps = {
  readonly panel: DraftPanel;
  readonly name: string;
  readonly isItem: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly reorder: Reorder;
  readonly menu: React.ReactNode;
};

function PanelRow({ panel, name, isItem, isOpen, onToggle, reorder, menu }: PanelRowProps) {
  const { t } = useLingui();
  const { countIn } = useStudio();
  const bodyId = useId();
  const wrong = isOpen ? 0 : countIn([panel.id, ...panel.choices.map(({ id }) => id)]);
  return (
    <li data-row={panel.id} className="rounded-xl border border-line bg-page focus-within:border-edge">
      <div className="flex items-center gap-1.5 p-1.5">
        <RowHandle name={name} reorder={reorder} />
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={onToggle}
          data-problem={wrong > 0 || undefined}
          className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-lg px-1 text-start hover:bg-hover"
        >
          {!isOpen && <Picture address={panel.imageUrl.trim() || null} className="h-7 w-10 rounded" />}
          <bdi className="min-w-0 flex-1 truncate font-semibold">{name}</bdi>
          {wrong > 0 && <span className="text-tiny text-bad">{t`to mend: ${wrong}`}</span>}
          <ChevronDown
            aria-hidden="true"
            size={16}
            className={classNames('shrink-0 text-soft transition-transform', isOpen && 'rotate-180')}
          />
        </button>
        {menu}
      </div>
      <div id={bodyId} hidden={!isOpen} className="border-t border-line p-3">
        {isOpen && (
          <div className="flex flex-col gap-4">
            <PanelForm panel={panel} isItem={isItem} />
            {!isItem && <PanelButtons panelId={panel.id} />}
          </div>
        )}
      </div>
    </li>
  );
}
