import type { I18n, MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { MessageButton, MessagePanel, StructuredMessage } from '../../outbox/structuredMessage.ts';

export type Template = {
  readonly id: string;
  readonly name: MessageDescriptor;
  readonly build: (i18n: I18n) => StructuredMessage;
};

/** Messages to begin from, in the language of the page. */
export const templates: readonly Template[] = [
  {
    id: 'size',
    name: msg`Which size?`,
    build: i18n => ({
      kind: 'quickReplies',
      text: i18n._(msg`Of course. Which size would you like instead?`),
      replies: [msg`Small`, msg`Medium`, msg`Large`].map(size => reply(i18n._(size))),
      fallback: null,
    }),
  },
  {
    id: 'solved',
    name: msg`Is it solved?`,
    build: i18n => ({
      kind: 'quickReplies',
      text: i18n._(msg`Did that help?`),
      replies: [
        reply(i18n._(msg`Yes, thank you`)),
        reply(i18n._(msg`Not yet`), i18n._(msg`Not yet, I still need help.`)),
      ],
      fallback: null,
    }),
  },
  {
    id: 'contact',
    name: msg`How shall we reach you?`,
    build: i18n => ({
      kind: 'buttons',
      text: i18n._(msg`I’ll look into it. How shall we reach you?`),
      buttons: [
        says(i18n._(msg`By email`), i18n._(msg`Please write me an email.`)),
        says(i18n._(msg`By phone`), i18n._(msg`Please call me.`)),
        opens(i18n._(msg`Opening hours`)),
      ],
      fallback: null,
    }),
  },
  {
    id: 'product',
    name: msg`One product`,
    build: i18n => ({
      kind: 'panel',
      panel: panel(i18n._(msg`Name of the product`), i18n._(msg`Why it fits, and what it costs`)),
      buttons: [says(i18n._(msg`I’ll take it`)), opens(i18n._(msg`See it in the shop`))],
      fallback: null,
    }),
  },
  {
    id: 'choice',
    name: msg`A choice of products`,
    build: i18n => ({
      kind: 'carousel',
      panels: [1, 2, 3].map(number => ({
        panel: panel(i18n._(msg`Product ${number}`), i18n._(msg`Why it fits, and what it costs`)),
        buttons: [says(i18n._(msg`This one`), i18n._(msg`I’d like product ${number}.`))],
      })),
      fallback: null,
    }),
  },
  {
    id: 'articles',
    name: msg`Articles that help`,
    build: i18n => ({
      kind: 'list',
      items: [
        panel(i18n._(msg`Returns`), i18n._(msg`How to send something back`)),
        panel(i18n._(msg`Parcels`), i18n._(msg`Where it is, and when it comes`)),
      ],
      buttons: [says(i18n._(msg`None of these`))],
      fallback: null,
    }),
  },
];

function reply(text: string, value = text) {
  return { text, value };
}

function says(text: string, value = text): MessageButton {
  return { text, opens: 'reply', value };
}

function opens(text: string): MessageButton {
  return { text, opens: 'link', value: '' };
}

function panel(heading: string, paragraph: string): MessagePanel {
  return { heading, paragraph, imageUrl: null, link: null };
}
