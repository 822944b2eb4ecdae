import { useLingui } from '@lingui/react/macro';
import { lengths } from '../../structured/limits.ts';
import { PictureField } from './PictureField.tsx';
import { useStudio } from './StudioContext.ts';
import { StudioField } from './StudioField.tsx';
import type { DraftPanel } from './studioDraft.ts';

/** The fields of one panel or list item. */
export function PanelForm({ panel, isItem }: { readonly panel: DraftPanel; readonly isItem: boolean }) {
  const { t } = useLingui();
  const { dispatch } = useStudio();
  const { id } = panel;
  const change = (part: Partial<Omit<DraftPanel, 'id' | 'choices'>>) =>
    dispatch({ kind: 'changePanel', id, part });
  return (
    <div className="flex flex-col gap-3">
      <StudioField
        place={`${id}.heading`}
        label={t`Heading`}
        value={panel.heading}
        most={lengths.heading}
        onChange={heading => change({ heading })}
      />
      <StudioField
        place={`${id}.paragraph`}
        label={isItem ? t`Text below it` : t`Text below it, if any`}
        value={panel.paragraph}
        most={lengths.paragraph}
        rows={2}
        onChange={paragraph => change({ paragraph })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <PictureField
          place={`${id}.imageUrl`}
          value={panel.imageUrl}
          isList={isItem}
          onChange={imageUrl => change({ imageUrl })}
        />
        <StudioField
          place={`${id}.link`}
          label={t`A click on it opens`}
          value={panel.link}
          placeholder="https://"
          type="url"
          onChange={link => change({ link })}
        />
      </div>
    </div>
  );
}
