import { useLingui } from '@lingui/react/macro';
import { GalleryHorizontal, LayoutList, MessageCircleMore, PanelTop, RectangleEllipsis } from 'lucide-react';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { kindHints, kindNames } from './kindNames.ts';
import { useStudio } from './StudioContext.ts';
import { studioKinds } from './studioDraft.ts';

const icons = {
  quickReplies: MessageCircleMore,
  buttons: RectangleEllipsis,
  panel: PanelTop,
  carousel: GalleryHorizontal,
  list: LayoutList,
} as const;

/** Which of the five kinds the message is. What was written is kept. */
export function KindPicker() {
  const { t, i18n } = useLingui();
  const { draft, dispatch } = useStudio();
  return (
    <div className="flex flex-col gap-2">
      <RadioGroup
        aria-label={t`Kind of message`}
        value={draft.kind}
        orientation="horizontal"
        onChange={value => {
          const to = studioKinds.find(kind => kind === value);
          if (to !== undefined) dispatch({ kind: 'setKind', to });
        }}
        className="grid grid-cols-[repeat(auto-fit,minmax(5.5rem,1fr))] gap-2"
      >
        {studioKinds.map(kind => {
          const Icon = icons[kind];
          return (
            <Radio
              key={kind}
              value={kind}
              className="flex min-h-16 cursor-pointer flex-col items-center justify-center gap-1.5 rounded-xl border border-line bg-page px-2 py-2 text-center text-small text-soft outline-offset-2 hover:bg-hover focus-visible:outline-2 focus-visible:outline-accent selected:border-accent selected:bg-accent-tint selected:font-semibold selected:text-ink selected:ring-1 selected:ring-accent"
            >
              <Icon aria-hidden="true" size={20} />
              {i18n._(kindNames[kind])}
            </Radio>
          );
        })}
      </RadioGroup>
      <p className="text-small text-soft">{i18n._(kindHints[draft.kind])}</p>
    </div>
  );
}
