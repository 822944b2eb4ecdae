import { button, element } from '../../pages/client/element.ts';
import { carousel } from './carousel.ts';
import type { Button, Panel, Structured } from './protocol.ts';

/** Called with the value of the reply or button that was clicked. */
export type OnClick = (value: string) => void;

/** What a structured message shows below, or in place of, its bubble. */
export function structuredElement(message: Structured, onClick: OnClick): HTMLElement {
  switch (message.type) {
    case 'quick_replies':
      return replies(message.quick_replies, onClick);
    case 'button_template':
      return element('div', { class: 'card' }, paragraph(message.msg), buttonRow(message.buttons, onClick));
    case 'panel_template':
      return panelCard(message.panel, message.buttons ?? [], onClick);
    case 'panel_template_carousel':
      return carousel(message.items.map(item => panelCard(item.panel, item.buttons ?? [], onClick)));
    case 'list_template':
      return element(
        'div',
        { class: 'card' },
        element('ul', { class: 'list' }, ...message.items.map(listItem)),
        buttonRow(message.buttons ?? [], onClick),
      );
  }
}

/** Replies that say their value when clicked, as chips. */
export function replies(choices: readonly Button[], onClick: OnClick): HTMLElement {
  const chips = choices.map(({ text, action }) =>
    button({ class: 'chip', dir: 'auto' }, text, () => onClick(action.value)),
  );
  return element('div', { class: 'chips', role: 'group', 'aria-label': 'Quick replies' }, ...chips);
}

function panelCard(panel: Panel, buttons: readonly Button[], onClick: OnClick): HTMLElement {
  const body = element('div', { class: 'panel-body' }, heading(panel), maybeParagraph(panel.paragraph));
  return element(
    'article',
    { class: 'card panel' },
    picture(panel.image_url),
    body,
    buttonRow(buttons, onClick),
  );
}

function listItem(item: Panel): HTMLElement {
  const body = element('div', {}, heading(item), maybeParagraph(item.paragraph));
  return element('li', {}, body, picture(item.image_url));
}

function heading(panel: Panel): HTMLElement {
  const address = panel.action ? webAddress(panel.action.value) : null;
  const title = address ? link(address, panel.heading) : panel.heading;
  return element('h3', { dir: 'auto' }, title);
}

function picture(address: string | null | undefined): HTMLElement | null {
  const checked = address ? webAddress(address) : null;
  if (!checked) return null;
  const image = element('img', { src: checked, alt: '', loading: 'lazy', referrerpolicy: 'no-referrer' });
  image.addEventListener('error', () => image.remove());
  return image;
}

function buttonRow(buttons: readonly Button[], onClick: OnClick): HTMLElement | null {
  if (buttons.length === 0) return null;
  return element('div', { class: 'buttons' }, ...buttons.map(each => buttonElement(each, onClick)));
}

function buttonElement({ text, action }: Button, onClick: OnClick): HTMLElement {
  const address = action.type === 'LINK_ACTION' ? webAddress(action.value) : null;
  return address ? link(address, text) : button({ dir: 'auto' }, text, () => onClick(action.value));
}

function link(address: string, text: string): HTMLElement {
  return element('a', { href: address, target: '_blank', rel: 'noopener noreferrer', dir: 'auto' }, text);
}

function maybeParagraph(text: string | null | undefined): HTMLElement | null {
  return text ? paragraph(text) : null;
}

function paragraph(text: string): HTMLElement {
  return element('p', { dir: 'auto' }, text);
}

/** Only http and https become links: an agent's text must not run as a script. */
function webAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
