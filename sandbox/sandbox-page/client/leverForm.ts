import { element } from '../../pages/client/element.ts';
import type { Lever, LeverField } from './levers.ts';
import type { Choices } from './protocol.ts';

/** What a person ordered, as the control call takes it. */
export type Order = Readonly<Record<string, number | string>>;

/** The row of one lever: what it does, its inputs, its button. */
export function leverForm(lever: Lever, choices: Choices, pull: (order: Order) => void): HTMLElement {
  const inputs = lever.fields.map(field => [field, fieldInput(field, lever, choices)] as const);
  const form = element(
    'form',
    { class: 'lever', 'aria-label': lever.label },
    element(
      'div',
      { class: 'lever-words' },
      element('b', {}, lever.label),
      element('p', { class: 'note' }, lever.does),
    ),
    ...inputs.map(([field, input]) => element('div', { class: `field-${field}` }, input)),
    element('button', { type: 'submit', 'aria-label': `${lever.verb}: ${lever.label}` }, lever.verb),
  );
  form.addEventListener('submit', event => {
    event.preventDefault();
    pull({ kind: lever.kind, ...lever.fixed, ...filledIn(inputs) });
  });
  return form;
}

function fieldInput(field: LeverField, lever: Lever, choices: Choices): HTMLInputElement | HTMLSelectElement {
  const label = `${lever.label}: ${FIELD_WORDS[field]}`;
  switch (field) {
    case 'ms':
      return numberInput(lever.msMeans ? `${lever.label}: ${lever.msMeans}` : label, 'ms');
    case 'count':
      return numberInput(label, 'times');
    case 'match':
      return element('input', {
        'aria-label': label,
        list: 'root-fields',
        placeholder: 'any field',
        spellcheck: 'false',
        autocomplete: 'off',
      });
    case 'reason':
      return element('input', {
        'aria-label': label,
        list: 'eos-reasons',
        placeholder: 'unexpected session state',
        spellcheck: 'false',
        autocomplete: 'off',
      });
    case 'name':
      return choice(label, choices.errorNames, 'GRAPHQL_EXEC_ERROR');
    case 'form':
      return choice(label, choices.errorForms, 'errors');
  }
}

const FIELD_WORDS: Record<LeverField, string> = {
  ms: 'how long it waits, in ms; without an end when empty',
  count: 'how many times',
  match: 'only on this root field',
  reason: 'the reason',
  name: 'the name of the error',
  form: 'how the error is written',
};

function numberInput(label: string, placeholder: string): HTMLInputElement {
  return element('input', { 'aria-label': label, type: 'number', min: '1', step: '1', placeholder });
}

function choice(label: string, values: readonly string[], chosen: string): HTMLSelectElement {
  const select = element(
    'select',
    { 'aria-label': label },
    ...values.map(value => element('option', { value }, value)),
  );
  select.value = chosen;
  return select;
}

function filledIn(inputs: readonly (readonly [LeverField, HTMLInputElement | HTMLSelectElement])[]): Order {
  const filled = inputs.map(([field, { value }]) => [field, value.trim()] as const);
  return Object.fromEntries(
    filled
      .filter(([, value]) => value !== '')
      .map(([field, value]) => [field, field === 'ms' || field === 'count' ? Number(value) : value]),
  );
}
