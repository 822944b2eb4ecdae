import type { ClientState } from 'graphql-ws-adapter-custom';
import { type ChangeEvent, createElement as h, type ReactNode, useSyncExternalStore } from 'react';
import { type DemoAgent, FIXED_TOKEN } from './agentSession.ts';
import type { IdeSession } from './ideSession.ts';

/** Who one is, where the session stands in words, and the way on where it has ended. */
export function SessionBar(props: {
  readonly session: IdeSession;
  readonly agents: readonly DemoAgent[];
}): ReactNode {
  const { session, agents } = props;
  const { identity, state, sessionId } = useSyncExternalStore(session.subscribe, session.view);
  return h(
    'header',
    { className: 'session' },
    h('h1', null, 'GraphiQL'),
    h(
      'label',
      null,
      'Agent',
      h(
        'select',
        {
          value: identity,
          onChange: (event: ChangeEvent<HTMLSelectElement>) => session.become(event.target.value),
        },
        agents.map(({ id, name, hasSession }) =>
          h('option', { key: id, value: id }, hasSession ? `${name} (ends their session)` : name),
        ),
        h('option', { value: FIXED_TOKEN }, `token ${FIXED_TOKEN} (${agents[0]?.name ?? 'the first agent'})`),
      ),
    ),
    h('p', { className: `state ${state.status}`, role: 'status' }, inWords(state, sessionId)),
    isResumable(state) &&
      h(
        'button',
        { type: 'button', onClick: () => session.client.resume() },
        state.status === 'ended' ? 'Start a new session' : 'Try now',
      ),
    h(
      'nav',
      { 'aria-label': 'Other pages' },
      h('a', { href: '/__sandbox', target: '_blank', rel: 'noopener' }, 'Sandbox'),
      h('a', { href: '/visitor?visitor=new', target: '_blank', rel: 'noopener' }, 'Visitor page'),
    ),
  );
}

function isResumable({ status }: ClientState): boolean {
  return status === 'ended' || status === 'waiting';
}

function inWords(state: ClientState, sessionId: string | null): string {
  switch (state.status) {
    case 'idle':
      return 'Not connected yet: running something connects';
    case 'connecting':
      return 'Connecting…';
    case 'open':
      return `Connected, session ${sessionId ?? ''}`;
    case 'waiting':
      return `The connection is lost, try ${state.attempt} follows`;
    case 'ended':
      return `End of service: ${state.reason}. ${MEANINGS[state.reason] ?? ''} Subscriptions have to be run again.`;
    case 'disposed':
      return 'Disconnected';
  }
}

const MEANINGS: Readonly<Record<string, string>> = {
  'concurrent session limit reached': 'The same agent has started another session.',
  'unexpected session state': 'The sandbox does not know this session any more.',
};
