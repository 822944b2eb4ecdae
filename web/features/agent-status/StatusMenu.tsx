import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { useCommand } from '../../commands/useCommand.ts';
import { type AgentStatus, agentStatuses } from '../../session/agentStatus.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { classNames } from '../../ui/classNames.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { statusNames } from './statusNames.ts';
import { countOwnChats, useChangeStatus } from './useChangeStatus.ts';

const dots: Record<AgentStatus, string> = {
  ONLINE: 'bg-good',
  AWAY: 'bg-warn',
  INVISIBLE: 'border-2 border-edge',
};

/** The agent's own status, and the menu to change it. */
export function StatusMenu() {
  const { i18n, t } = useLingui();
  const { status, pending } = useObservable(useDesk().presence.state);
  const details = useDetails();
  const change = useChangeStatus();
  useStatusCommand('ONLINE', t`Go online`, ['g o']);
  useStatusCommand('AWAY', t`Go away`, ['g a']);
  useStatusCommand('INVISIBLE', t`Go invisible`, ['g i']);
  const name = i18n._(statusNames[status]);
  return (
    <MenuButton
      label={t`Status: ${name}`}
      content={
        <>
          <Dot status={status} />
          <span className={classNames(pending && 'opacity-60')}>{name}</span>
        </>
      }
      choices={agentStatuses.map(key => ({
        key,
        name: i18n._(statusNames[key]),
        detail: details[key],
        icon: <Dot status={key} />,
      }))}
      chosen={status}
      onChoose={next => void change(next, 'chosen')}
    />
  );
}

function useStatusCommand(status: AgentStatus, title: string, keys: readonly string[]): void {
  const change = useChangeStatus();
  const isEnabled = useObservable(useDesk().presence.state).status !== status;
  const id = `status.${status.toLowerCase()}`;
  useCommand({ id, title, group: 'status', keys, isEnabled, run: () => void change(status, 'chosen') });
}

/** What each means, in one line; before the agent goes away, who they would leave waiting. */
function useDetails(): Readonly<Record<AgentStatus, string>> {
  const { t } = useLingui();
  const desk = useDesk();
  const open = useSyncExternalStore(desk.directory.book.subscribe, () => countOwnChats(desk));
  const stay = plural(open, { one: '# open chat stays with you.', other: '# open chats stay with you.' });
  return {
    ONLINE: t`New chats come to you.`,
    AWAY: open === 0 ? t`No new chats come to you.` : t`No new chats come to you; ${stay}`,
    INVISIBLE: t`Nobody sees that you are here; you can serve.`,
  };
}

function Dot({ status }: { readonly status: AgentStatus }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('size-2.5 shrink-0 rounded-full forced-color-adjust-none', dots[status])}
    />
  );
}
