import * as v from 'valibot';
import { call } from '../../pages/client/controlCall.ts';
import { element, part } from '../../pages/client/element.ts';
import { NewsSocket } from '../../pages/client/newsSocket.ts';
import { ArmedList } from './armedList.ts';
import { FrameFeed } from './frameFeed.ts';
import { leverForm, type Order } from './leverForm.ts';
import { LEVERS_AT_ONCE, LEVERS_THAT_WAIT } from './levers.ts';
import {
  type Choices,
  choicesSchema,
  framesSchema,
  openedSchema,
  pulledSchema,
  type State,
  stateSchema,
} from './protocol.ts';
import { WorldPanels } from './worldPanels.ts';

const outcome = part('outcome', HTMLElement);
const resetQuestion = part('reset-question', HTMLDialogElement);

const feed = new FrameFeed();
const armed = new ArmedList(key => act('Taken back.', () => call('DELETE', `/__sandbox/faults/${key}`)));
const panels = new WorldPanels((id, status) =>
  act(`The department is ${status.toLowerCase()} now.`, () =>
    call('POST', `/__sandbox/departments/${encodeURIComponent(id)}`, { status }),
  ),
);

new NewsSocket({
  path: () => `/__sandbox/news?after=${feed.lastNumber}`,
  onConnected: connected => {
    const pill = part('connection', HTMLElement);
    pill.textContent = connected ? 'Live' : 'Connection lost, trying again';
    pill.className = connected ? 'pill good' : 'pill bad';
    document.body.classList.toggle('stale', !connected);
  },
  onNews: (event, data) => {
    if (event === 'levers') showLevers(v.parse(choicesSchema, data));
    if (event === 'state') showState(v.parse(stateSchema, data));
    if (event === 'frames') feed.add(v.parse(framesSchema, data));
  },
});

part('take-all-back', HTMLButtonElement).addEventListener('click', () =>
  act('Everything is taken back.', () => call('DELETE', '/__sandbox/faults')),
);
part('reset', HTMLButtonElement).addEventListener('click', () => resetQuestion.showModal());
resetQuestion.addEventListener('close', () => {
  if (resetQuestion.returnValue !== 'reset') return;
  act('Back at the start of the scenario.', () => call('POST', '/__sandbox/reset'));
});
part('new-visitor', HTMLFormElement).addEventListener('submit', event => {
  event.preventDefault();
  act('A visitor has come.', openVisitor);
});

function showState(state: State): void {
  panels.show(state);
  armed.show(state);
  const select = part('visitor-department', HTMLSelectElement);
  const names = state.departments.map(({ name }) => name);
  if (select.options.length === names.length + 1) return;
  select.replaceChildren(
    element('option', { value: '' }, 'Any department'),
    ...names.map(name => element('option', { value: name }, name)),
  );
}

let hasLevers = false;
function showLevers(choices: Choices): void {
  if (hasLevers) return;
  hasLevers = true;
  const option = (value: string) => element('option', { value });
  part('root-fields', HTMLDataListElement).append(...choices.rootFields.map(option));
  part('at-once', HTMLElement).append(...LEVERS_AT_ONCE.map(lever => leverForm(lever, choices, pull)));
  part('that-wait', HTMLElement).append(...LEVERS_THAT_WAIT.map(lever => leverForm(lever, choices, pull)));
}

function pull(order: Order): void {
  act(
    answer => {
      const { sockets, count } = v.parse(pulledSchema, answer);
      if (sockets !== undefined) return `It reached ${sockets} open ${sockets === 1 ? 'socket' : 'sockets'}.`;
      return typeof count === 'number'
        ? `Armed: it strikes ${count} times.`
        : 'Armed, until it is taken back.';
    },
    () => call('POST', '/__sandbox/faults', order),
  );
}

async function openVisitor(): Promise<unknown> {
  const name = part('visitor-name', HTMLInputElement);
  const message = part('visitor-message', HTMLInputElement);
  const department = part('visitor-department', HTMLSelectElement);
  const details = { department: department.value, ...(name.value.trim() ? { name: name.value.trim() } : {}) };
  const { visitor_id: id } = v.parse(openedSchema, await call('POST', '/__sandbox/visitors', details));
  const text = message.value.trim() || 'Hello, can you help me?';
  await call('POST', `/__sandbox/visitors/${encodeURIComponent(id)}/messages`, { text });
  name.value = '';
  message.value = '';
  return null;
}

/** Does it, and says at the foot of the page how it went. */
function act(success: string | ((answer: unknown) => string), doIt: () => Promise<unknown>): void {
  const say = (words: string, went: 'bad' | 'good') => {
    outcome.textContent = words;
    outcome.className = went;
  };
  doIt().then(
    answer => say(typeof success === 'string' ? success : success(answer), 'good'),
    (error: unknown) => say(error instanceof Error ? error.message : String(error), 'bad'),
  );
}
