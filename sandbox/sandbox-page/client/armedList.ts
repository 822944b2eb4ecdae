import { button, element, part } from '../../pages/client/element.ts';
import { KeyedList, type Row } from '../../pages/client/keyedList.ts';
import type { Fault, State } from './protocol.ts';

interface Armed {
  readonly key: string;
  readonly words: string;
  readonly struck: string;
  readonly isSpent: boolean;
}

/** What lies in wait, how often each has struck, and the way to take it back. */
export class ArmedList {
  readonly #list: KeyedList<Armed>;
  readonly #empty = part('nothing-armed', HTMLElement);
  readonly #all = part('take-all-back', HTMLButtonElement);

  /** `takeBack` is called with a fault's id, or `frozen`. */
  constructor(takeBack: (key: string) => void) {
    this.#list = new KeyedList(
      part('armed', HTMLElement),
      ({ key }) => key,
      armed => armedRow(armed, takeBack),
    );
  }

  show({ faults, frozen }: State): void {
    const thaw: Armed = {
      key: 'frozen',
      words: `${frozen} frozen ${frozen === 1 ? 'socket' : 'sockets'}`,
      struck: '',
      isSpent: false,
    };
    const armed = [...(frozen > 0 ? [thaw] : []), ...faults.map(armedFault)];
    this.#list.show(armed);
    this.#empty.hidden = armed.length > 0;
    this.#all.hidden = armed.length === 0;
  }
}

function armedFault(fault: Fault): Armed {
  const { id, count, struck } = fault;
  const isSpent = count !== null && struck >= count;
  return {
    key: String(id),
    words: wordsOf(fault),
    struck: count === null ? `struck ${struck}, no end` : `struck ${struck} of ${count}`,
    isSpent,
  };
}

function wordsOf({ kind, name, form, match, ms, reason }: Fault): string {
  const isError = kind === 'error' || kind === 'data-error';
  return [
    kind,
    isError ? name : null,
    isError && form !== 'errors' ? `as "${form}"` : null,
    kind === 'eos' ? `"${reason}"` : null,
    match === null ? null : `on ${match}`,
    ms === null ? null : `${ms} ms`,
  ]
    .filter(part => part !== null)
    .join(' ');
}

function armedRow(first: Armed, takeBack: (key: string) => void): Row<Armed> {
  const words = element('b', {});
  const struck = element('p', { class: 'note' });
  const back = button({}, 'Take back', () => takeBack(first.key));
  const row = element('li', {}, element('div', { class: 'armed-words' }, words, struck), back);
  return {
    element: row,
    update: armed => {
      words.textContent = armed.words;
      struck.textContent = armed.struck;
      row.classList.toggle('spent', armed.isSpent);
      back.textContent = armed.key === 'frozen' ? 'Thaw' : armed.isSpent ? 'Clear' : 'Take back';
      back.setAttribute('aria-label', `${back.textContent}: ${armed.words}`);
    },
  };
}
