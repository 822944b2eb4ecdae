import { element, part } from '../../pages/client/element.ts';
import { KeyedList, type Row } from '../../pages/client/keyedList.ts';
import type { Agent, Chat, Department, Session, State } from './protocol.ts';

const STATUSES = ['ONLINE', 'AWAY', 'OFFLINE'] as const;

export type SetDepartment = (id: string, status: string) => void;

/** Departments, agents, sessions and chats as they are now. */
export class WorldPanels {
  readonly #departments: KeyedList<Department>;
  readonly #agents = new KeyedList<Agent>(part('agents', HTMLElement), ({ id }) => id, agentRow);
  readonly #sessions = new KeyedList<Session>(
    part('sessions', HTMLElement),
    session => session.session_id,
    sessionRow,
  );
  readonly #chats = new KeyedList<Chat>(part('chats', HTMLElement), ({ id }) => id, chatRow);

  constructor(setDepartment: SetDepartment) {
    this.#departments = new KeyedList(
      part('departments', HTMLElement),
      ({ id }) => id,
      department => departmentRow(department, setDepartment),
    );
  }

  show(state: State): void {
    this.#departments.show(state.departments);
    this.#agents.show(state.agents);
    this.#sessions.show(state.sessions);
    this.#chats.show(state.chats);
    part('session-count', HTMLElement).textContent = String(state.sessions.length);
    part('chat-count', HTMLElement).textContent = String(state.chatCount);
    part('no-sessions', HTMLElement).hidden = state.sessions.length > 0;
    part('no-chats', HTMLElement).hidden = state.chatCount > 0;
    const more = state.chatCount - state.chats.length;
    const note = part('more-chats', HTMLElement);
    note.hidden = more <= 0;
    note.textContent = `and ${more} more`;
  }
}

function departmentRow(first: Department, setStatus: SetDepartment): Row<Department> {
  const group = `department-${first.id}`;
  const radios = STATUSES.map(status => {
    const radio = element('input', { type: 'radio', name: group, value: status });
    radio.addEventListener('change', () => setStatus(first.id, status));
    return radio;
  });
  const labels = radios.map((radio, index) => {
    const status = STATUSES[index] ?? '';
    return element(
      'label',
      { class: status.toLowerCase() },
      radio,
      element('span', { class: 'face' }, inWords(status)),
    );
  });
  const row = element(
    'li',
    {},
    element('span', {}, first.name),
    element(
      'div',
      { class: 'choice', role: 'radiogroup', 'aria-label': `Status of ${first.name}` },
      ...labels,
    ),
  );
  return {
    element: row,
    update: ({ status }) => {
      for (const radio of radios) radio.checked = radio.value === status;
    },
  };
}

function agentRow(first: Agent): Row<Agent> {
  const status = element('span', {});
  const kind = first.can_sign_in ? null : element('small', {}, 'colleague');
  const row = element('li', {}, element('span', {}, first.name, ' ', kind), status);
  return {
    element: row,
    update: agent => {
      status.textContent = inWords(agent.status);
      status.className = `status ${agent.status.toLowerCase()}`;
    },
  };
}

function sessionRow(first: Session): Row<Session> {
  const counts = element('small', { class: 'counts' });
  const row = element(
    'li',
    {},
    element('span', {}, first.agent, ' ', element('code', {}, first.session_id)),
    counts,
  );
  return {
    element: row,
    update: ({ sockets, subscriptions }) => {
      counts.textContent = `${counted(sockets, 'socket')}, ${counted(subscriptions, 'subscription')}`;
    },
  };
}

function chatRow(first: Chat): Row<Chat> {
  const name = element('a', {
    href: `/visitor?visitor=${encodeURIComponent(first.visitor.id)}`,
    target: '_blank',
    rel: 'noopener',
    dir: 'auto',
  });
  const state = element('span', {});
  const where = element('small', { dir: 'auto' });
  return {
    element: element('li', { class: 'chat' }, name, state, where),
    update: chat => {
      name.textContent = chat.visitor.name;
      state.textContent = inWords(chat.state);
      state.className = `status ${chat.state.toLowerCase()}`;
      where.textContent = whereIs(chat);
    },
  };
}

function whereIs({ department, agents, listeners, visitor }: Chat): string {
  const who = agents.length > 0 ? agents.map(({ name }) => name).join(', ') : 'nobody serves';
  const heard = listeners.length > 0 ? `, ${counted(listeners.length, 'listener')}` : '';
  const typing = visitor.typing === '' ? '' : ' · is writing…';
  return `${department?.name ?? 'No department'} · ${who}${heard}${typing}`;
}

function inWords(status: string): string {
  return status.charAt(0) + status.slice(1).toLowerCase();
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
