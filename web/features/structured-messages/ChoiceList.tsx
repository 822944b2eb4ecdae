import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import { useId } from 'react';
import { counts, lengths, type Range } from '../../structured/limits.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceRow } from './ChoiceRow.tsx';
import { ListProblems } from './ListProblems.tsx';
import { TooMany } from './ProblemText.tsx';
import { useStudio } from './StudioContext.ts';
import { type ChoiceHome, choicesAt } from './studioActions.ts';
import { useRows } from './useRows.ts';

export type ChoiceListProps = {
  readonly home: ChoiceHome;
  /** Replies say something; buttons may also open a page. */
  readonly what: 'replies' | 'buttons';
  /** The heading, and the list's name. */
  readonly title: string;
  readonly range: Range;
};

/** The quick replies, or the buttons, of a message or of a panel. */
export function ChoiceList({ home, what, title, range }: ChoiceListProps) {
  const { t } = useLingui();
  const { draft, dispatch } = useStudio();
  const choices = choicesAt(draft, home);
  const titleId = useId();
  const nameOf = (text: string, index: number) => {
    const number = index + 1;
    return text.trim() || (what === 'replies' ? t`Reply ${number}` : t`Button ${number}`);
  };
  const named = choices.map(({ id, text }, index) => ({ id, name: nameOf(text, index) }));
  const rows = useRows(named, id => dispatch({ kind: 'addChoice', id, home }));
  const isFull = choices.length >= range.most;
  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-2">
      <h3 id={titleId} className="font-semibold">
        {title}
      </h3>
      {choices.length > 0 && (
        <ul ref={rows.list} className="flex flex-col gap-2">
          {choices.map((choice, index) => (
            <ChoiceRow
              key={choice.id}
              choice={choice}
              name={nameOf(choice.text, index)}
              isButton={what === 'buttons'}
              most={what === 'buttons' ? lengths.buttonText : undefined}
              reorder={rows.reorder(choice.id)}
              menu={{
                index,
                count: choices.length,
                canDuplicate: !isFull,
                onMove: to => rows.move(choice.id, to),
                onDuplicate: () => rows.duplicate(choice.id),
                onRemove: () => rows.remove(choice.id),
              }}
              onEnter={() => {
                if (!isFull) rows.add();
              }}
            />
          ))}
        </ul>
      )}
      <ListProblems place={home === 'message' ? 'choices' : `${home.panelId}.choices`} />
      <div ref={rows.foot} className="flex flex-wrap items-center gap-3">
        <Button small onPress={rows.add} isDisabled={isFull}>
          <Plus aria-hidden="true" size={14} />
          {what === 'replies' ? <Trans>Add a reply</Trans> : <Trans>Add a button</Trans>}
        </Button>
        <span className="text-tiny text-soft">
          <bdi dir="ltr">
            {choices.length} / {range.most}
          </bdi>
          {choices.length === range.most && (
            <>
              {' · '}
              <TooMany what={what} limit={range.most} />
            </>
          )}
        </span>
      </div>
    </section>
  );
}

/** The buttons of a panel. */
export function PanelButtons({ panelId }: { readonly panelId: string }) {
  const { t } = useLingui();
  return <ChoiceList home={{ panelId }} what="buttons" title={t`Buttons`} range={counts.panelButtons} />;
}
