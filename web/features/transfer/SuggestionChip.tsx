import { Trans, useLingui } from '@lingui/react/macro';
import { Lightbulb } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import type { Department } from '../../apollo/departmentBoard.ts';
import { useConversationVersion, useDesk, useMe, useObservable } from '../../session/DeskContext.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { suggest } from '../../transfers/experience.ts';
import type { PastTransfers } from '../../transfers/pastTransfers.ts';
import { saidIn } from '../../transfers/saidIn.ts';
import { tellingWords } from '../../transfers/words.ts';
import { Button } from '../../ui/Button.tsx';

export type SuggestionChipProps = {
  readonly chat: Chat;
  readonly onChoose: (department: Department) => void;
};

/** Suggests a department from the agent's own past transfers, and says why. It does nothing by itself. */
export function SuggestionChip(props: SuggestionChipProps) {
  const past = usePastTransfers();
  const isOn = useSetting('suggestsDepartments');
  if (past === null) return null;
  return (
    <div className="flex flex-col gap-1 text-small empty:hidden">
      {isOn && <Suggested {...props} past={past} />}
      <SuggestionSettings past={past} />
    </div>
  );
}

/** Null until they are loaded, and where they can't be. */
function usePastTransfers(): PastTransfers | null {
  const { recollection } = useDesk();
  const me = useMe()?.id;
  const [past, setPast] = useState<PastTransfers | null>(null);
  useEffect(() => {
    if (me === undefined) return;
    let isGone = false;
    recollection
      .pastTransfers()
      .then(loaded => isGone || setPast(loaded))
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [recollection, me]);
  return past;
}

function Suggested({ chat, onChoose, past }: SuggestionChipProps & { readonly past: PastTransfers }) {
  const { t } = useLingui();
  const { departments, timeline } = useDesk();
  const list = useObservable(departments.board).departments;
  const experience = useObservable(past.experience);
  const conversation = timeline.conversation(chat.visitorId);
  useConversationVersion(conversation);
  const [isHidden, setHidden] = useState(false);

  const { texts, names } = saidIn(chat, conversation);
  const online = list.filter(({ id, status }) => status !== 'OFFLINE' && id !== chat.department?.id);
  const found = suggest(
    experience,
    tellingWords(texts, names),
    online.map(({ id }) => id),
  );
  const department = list.find(({ id }) => id === found?.departmentId);
  if (isHidden || found === null || department === undefined) return null;
  const { name } = department;
  const reasons = found.because.join(', ');
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-lg bg-accent-tint px-2.5 py-1.5">
      <Lightbulb aria-hidden="true" size={14} className="shrink-0 text-accent" />
      <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <Trans>
          Perhaps <bdi className="font-semibold">{name}</bdi>, because of: <bdi>{reasons}</bdi>
        </Trans>
      </p>
      <Button small onPress={() => onChoose(department)} aria-label={t`Follow the suggestion: ${name}`}>
        <Trans>Transfer</Trans>
      </Button>
      <Button small onPress={() => setHidden(true)} aria-label={t`Hide the suggestion`}>
        <Trans>No</Trans>
      </Button>
    </div>
  );
}

/** Where suggestions come from, and how to be rid of them. */
function SuggestionSettings({ past }: { readonly past: PastTransfers }) {
  const isOn = useSetting('suggestsDepartments');
  const hasAny = Object.keys(useObservable(past.experience)).length > 0;
  if (isOn && !hasAny) return null;
  return (
    <details className="text-faint">
      <summary className="min-h-6 cursor-pointer content-center">
        <Trans>Suggestions</Trans>
      </summary>
      <p className="py-1">
        <Trans>
          They come from words in the chats that you transferred before. The words are counted in this browser
          and stay here.
        </Trans>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button small onPress={() => settings.change({ suggestsDepartments: !isOn })}>
          {isOn ? <Trans>Switch off</Trans> : <Trans>Switch on</Trans>}
        </Button>
        {hasAny && (
          <Button small onPress={() => void past.forget()}>
            <Trans>Forget past transfers</Trans>
          </Button>
        )}
      </div>
    </details>
  );
}
