import { describeError, problemText } from '../../apollo/describeError.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import type { AgentStatus } from '../../session/presence.ts';
import { classNames } from '../../ui/classNames.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { showProblem } from '../../ui/problems.ts';

const names: Record<AgentStatus, string> = { ONLINE: 'Online', AWAY: 'Away', INVISIBLE: 'Invisible' };
const dots: Record<AgentStatus, string> = {
  ONLINE: 'bg-good',
  AWAY: 'bg-warn',
  INVISIBLE: 'border-2 border-edge',
};
const order: readonly AgentStatus[] = ['ONLINE', 'AWAY', 'INVISIBLE'];

/** The agent's own status, and the menu to change it. */
export function StatusMenu() {
  const { presence } = useDesk();
  const { status, pending } = useObservable(presence.state);
  const change = async (next: AgentStatus) => {
    try {
      await presence.change(next);
    } catch (error) {
      showProblem(`You are still ${names[status].toLowerCase()}`, problemText(describeError(error)));
    }
  };
  return (
    <MenuButton
      label={`Status: ${names[status]}`}
      content={
        <>
          <Dot status={status} />
          <span className={classNames(pending && 'opacity-60')}>{names[status]}</span>
        </>
      }
      choices={order.map(key => ({ key, name: names[key], icon: <Dot status={key} /> }))}
      chosen={status}
      onChoose={key => void change(key)}
    />
  );
}

function Dot({ status }: { readonly status: AgentStatus }) {
  return <span aria-hidden="true" className={classNames('size-2.5 rounded-full', dots[status])} />;
}
