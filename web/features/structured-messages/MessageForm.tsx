import { useLingui } from '@lingui/react/macro';
import { assertNever } from '../../lib/assertNever.ts';
import { counts } from '../../structured/limits.ts';
import { ChoiceList, PanelButtons } from './ChoiceList.tsx';
import { PanelForm } from './PanelForm.tsx';
import { PanelList } from './PanelList.tsx';
import { useStudio } from './StudioContext.ts';
import { StudioField } from './StudioField.tsx';
import { panelsOf } from './studioDraft.ts';

/** The parts of a message, as its kind has them. */
export function MessageForm() {
  const { t } = useLingui();
  const { draft } = useStudio();
  switch (draft.kind) {
    case 'quickReplies':
      return (
        <>
          <MessageText />
          <ChoiceList home="message" what="replies" title={t`Replies`} range={counts.quickReplies} />
        </>
      );
    case 'buttons':
      return (
        <>
          <MessageText />
          <ChoiceList home="message" what="buttons" title={t`Buttons`} range={counts.buttons} />
        </>
      );
    case 'panel':
      return panelsOf(draft).map(panel => (
        <div key={panel.id} className="flex flex-col gap-5">
          <PanelForm panel={panel} isItem={false} />
          <PanelButtons panelId={panel.id} />
        </div>
      ));
    case 'carousel':
      return <PanelList key="carousel" isItems={false} />;
    case 'list':
      return (
        <>
          <PanelList key="list" isItems />
          <ChoiceList
            home="message"
            what="buttons"
            title={t`Button below, if any`}
            range={counts.listButtons}
          />
        </>
      );
    default:
      return assertNever(draft.kind);
  }
}

function MessageText() {
  const { t } = useLingui();
  const { draft, dispatch } = useStudio();
  return (
    <StudioField
      place="text"
      label={t`Text of the message`}
      value={draft.text}
      rows={2}
      onChange={text => dispatch({ kind: 'setText', text })}
    />
  );
}
