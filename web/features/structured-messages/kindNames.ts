import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { StudioKind } from './studioDraft.ts';

export const kindNames: Readonly<Record<StudioKind, MessageDescriptor>> = {
  quickReplies: msg`Quick replies`,
  buttons: msg`Buttons`,
  panel: msg`Panel`,
  carousel: msg`Carousel`,
  list: msg`List`,
};

/** What each kind is good for. */
export const kindHints: Readonly<Record<StudioKind, MessageDescriptor>> = {
  quickReplies: msg`A question with up to 11 answers. They go when the visitor has chosen one.`,
  buttons: msg`A text with up to 3 buttons that stay: each says something, or opens a page.`,
  panel: msg`A card with a picture, a heading, a text and up to 3 buttons.`,
  carousel: msg`2 to 10 cards side by side, to look through.`,
  list: msg`2 to 4 things below each other, and a button if you like.`,
};
