import { useLingui } from '@lingui/react/macro';
import { RowHandle, RowMenu, type RowMenuProps } from './RowControls.tsx';
import { Segmented } from './Segmented.tsx';
import { useStudio } from './StudioContext.ts';
import { StudioField } from './StudioField.tsx';
import type { DraftChoice } from './studioDraft.ts';
import type { Reorder } from './useReorder.ts';

export type ChoiceRowProps = {
  readonly choice: DraftChoice;
  readonly name: string;
  /** A button may open a page; a quick reply only says something. */
  readonly isButton: boolean;
  readonly most: number | undefined;
  readonly reorder: Reorder;
  readonly menu: Omit<RowMenuProps, 'name'>;
  readonly onEnter: () => void;
};

export function ChoiceRow({ choice, name, isButton, most, reorder, menu, onEnter }: ChoiceRowProps) {
  const { t } = useLingui();
  const { dispatch } = useStudio();
  const { id, text, opens, value } = choice;
  const change = (part: Partial<Omit<DraftChoice, 'id'>>) => dispatch({ kind: 'changeChoice', id, part });
  const isLink = isButton && opens === 'link';
  return (
    <li
      data-row={id}
      className="flex items-start gap-1.5 rounded-xl border border-line bg-page py-2.5 ps-1 pe-2 focus-within:border-edge"
    >
      <div className="pt-5.5">
        <RowHandle name={name} reorder={reorder} />
      </div>
      <div className="grid min-w-0 flex-1 grid-cols-1 gap-x-3 gap-y-2 sm:grid-cols-2">
        <StudioField
          place={`${id}.text`}
          label={isButton ? t`Words on the button` : t`Words on it`}
          value={text}
          onChange={next => change({ text: next })}
          onEnter={onEnter}
          {...(most !== undefined && { most })}
        />
        <StudioField
          place={`${id}.value`}
          label={isLink ? t`Opens this address` : t`The visitor then says`}
          value={value}
          onChange={next => change({ value: next })}
          placeholder={isLink ? 'https://' : text.trim()}
          type={isLink ? 'url' : 'text'}
          onEnter={onEnter}
        />
        {isButton && (
          <Segmented
            label={t`When clicked`}
            value={opens}
            onChange={next => change({ opens: next })}
            choices={[
              { key: 'reply', name: t`Says something` },
              { key: 'link', name: t`Opens a page` },
            ]}
          />
        )}
      </div>
      <div className="pt-5.5">
        <RowMenu name={name} {...menu} />
      </div>
    </li>
  );
}
