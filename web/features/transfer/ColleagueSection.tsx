import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronRight } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { Colleague } from '../../apollo/agentBoard.ts';
import type { Chat } from '../../apollo/chat.ts';
import { useDesk, useMe, useObservable } from '../../session/DeskContext.ts';
import { type DraggedChat, draggedChat } from '../../session/draggedChat.ts';
import { inviteColleague } from '../../session/handOver.ts';
import { narrow } from '../../transfers/narrow.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { StatusDot, statusWord } from './DepartmentButton.tsx';
import { DropTarget } from './DropTarget.tsx';
import { Unread } from './Unread.tsx';
import type { TransferChoice } from './useTransferChoice.ts';

export type ColleagueSectionProps = {
  readonly chat: Chat;
  readonly choice: TransferChoice;
  /** What stands in the field of the choice: `@` and more is the beginning of a colleague's name. */
  readonly typed: string;
};

/** So many colleagues can be taken in at a glance; more of them can be searched. */
const AT_A_GLANCE = 6;

/** The other agents with their status; read while they are shown. */
export function ColleagueSection({ chat, choice, typed }: ColleagueSectionProps) {
  const [wantsOpen, setWantsOpen] = useState(false);
  const isAsked = choice.choosing !== null && typed.startsWith('@');
  const isOpen = wantsOpen || isAsked;
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2 pt-2">
      <h3>
        <Button
          look="plain"
          aria-expanded={isOpen}
          onPress={() => setWantsOpen(!isOpen)}
          className="!px-0 !text-small !text-soft"
        >
          <ChevronRight aria-hidden="true" size={14} className={isOpen ? 'rotate-90' : 'rtl:-scale-x-100'} />
          <span id={id}>
            <Trans>Colleagues</Trans>
          </span>
        </Button>
      </h3>
      {isOpen && <Colleagues chat={chat} choice={choice} asked={isAsked ? typed.slice(1) : ''} />}
    </section>
  );
}

type ColleaguesProps = { readonly chat: Chat; readonly choice: TransferChoice; readonly asked: string };

function Colleagues({ chat, choice, asked }: ColleaguesProps) {
  const { t } = useLingui();
  const { agents } = useDesk();
  const me = useMe()?.id;
  const { agents: all, loaded, error } = useObservable(agents.list);
  const [search, setSearch] = useState('');
  useEffect(() => agents.watch(), [agents]);
  const others = all.filter(({ id }) => id !== me);
  const shown = inOrder(narrow(others, asked === '' ? search : asked));
  return (
    <>
      {others.length > AT_A_GLANCE && asked === '' && (
        <input
          type="search"
          dir="auto"
          aria-label={t`Search colleagues`}
          placeholder={t`Search colleagues`}
          value={search}
          onChange={event => setSearch(event.target.value)}
          className="h-8 w-full rounded-lg border border-edge bg-page px-2.5"
        />
      )}
      {error !== null && <Unread error={error} isStale={loaded} onRetry={() => agents.refresh()} />}
      <p aria-live="polite" className="text-small text-faint empty:hidden">
        {!loaded && error === null && t`Reading the colleagues…`}
        {loaded && others.length === 0 && t`There is nobody else in this account.`}
        {others.length > 0 && shown.length === 0 && t`Nobody has a name like that.`}
      </p>
      <ul className="flex flex-col gap-1">
        {shown.map(colleague => (
          <ColleagueRow key={colleague.id} colleague={colleague} chat={chat} choice={choice} />
        ))}
      </ul>
    </>
  );
}

/** Those who are online first. */
function inOrder(colleagues: readonly Colleague[]): readonly Colleague[] {
  const rank = ({ status }: Colleague) => (status === 'ONLINE' ? 0 : status === 'AWAY' ? 1 : 2);
  return colleagues.toSorted((a, b) => rank(a) - rank(b));
}

type ColleagueRowProps = {
  readonly colleague: Colleague;
  readonly chat: Chat;
  readonly choice: TransferChoice;
};

function ColleagueRow({ colleague, chat, choice }: ColleagueRowProps) {
  const { t } = useLingui();
  const desk = useDesk();
  const dragged = useObservable(draggedChat);
  const statusId = useId();
  const { name, status } = colleague;
  const isHere = chat.agents.some(({ id }) => id === colleague.id);
  const invite = (leave: boolean) => {
    choice.invite(colleague, leave);
    choice.stopChoosing();
  };
  return (
    <li className="relative flex min-h-8 items-center gap-2.5 ps-2">
      <StatusDot status={status} />
      <bdi
        className={classNames('min-w-0 flex-1 [overflow-wrap:anywhere]', status !== 'ONLINE' && 'text-soft')}
      >
        {name}
        <span id={statusId} className="block text-tiny text-faint">
          {isHere ? t`is in this chat` : statusWord(status)}
        </span>
      </bdi>
      <Button
        small
        aria-label={t`Invite ${name}`}
        aria-describedby={statusId}
        isDisabled={isHere}
        onPress={() => invite(false)}
      >
        <Trans>Invite</Trans>
      </Button>
      <Button
        small
        aria-label={t`Transfer to ${name}`}
        aria-describedby={statusId}
        onPress={() => invite(true)}
      >
        <Trans>Transfer</Trans>
      </Button>
      {dragged !== null && (
        <DropTarget
          name={name}
          dragged={dragged}
          onDrop={(dropped: DraggedChat) => inviteColleague(desk, dropped, colleague, true)}
        />
      )}
    </li>
  );
}
