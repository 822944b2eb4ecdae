import type { Ask } from '../apollo/askOver.ts';
import {
  SendButtonTemplateDocument,
  SendListTemplateDocument,
  SendPanelTemplateCarouselDocument,
  SendPanelTemplateDocument,
  SendQuickRepliesDocument,
} from '../apollo/documents.ts';
import { assertNever } from '../lib/assertNever.ts';
import type { MessageButton, MessageFallback, MessagePanel, StructuredMessage } from './structuredMessage.ts';

/** Sends one of the five kinds by its mutation. None of them takes an id of ours. */
export async function sendStructured(
  ask: Ask,
  channelId: string,
  message: StructuredMessage,
): Promise<boolean | null | undefined> {
  const fallback = fallbackInput(message.fallback);
  switch (message.kind) {
    case 'quickReplies': {
      const replies = message.replies.map(({ text, value }) => ({ text, action: { value } }));
      const variables = { channelId, text: message.text, replies, fallback };
      return (await ask(SendQuickRepliesDocument, variables))?.sendQuickReplies?.success;
    }
    case 'buttons': {
      const buttons = message.buttons.map(buttonInput);
      const variables = { channelId, text: message.text, buttons, fallback };
      return (await ask(SendButtonTemplateDocument, variables))?.sendButtonTemplate?.success;
    }
    case 'panel': {
      const variables = { channelId, ...tileInput(message), fallback };
      return (await ask(SendPanelTemplateDocument, variables))?.sendPanelTemplate?.success;
    }
    case 'carousel': {
      const variables = { channelId, items: message.panels.map(tileInput), fallback };
      return (await ask(SendPanelTemplateCarouselDocument, variables))?.sendPanelTemplateCarousel?.success;
    }
    case 'list': {
      const buttons = message.buttons.length === 0 ? null : message.buttons.map(buttonInput);
      const variables = { channelId, items: message.items.map(panelInput), buttons, fallback };
      return (await ask(SendListTemplateDocument, variables))?.sendListTemplate?.success;
    }
    default:
      return assertNever(message);
  }
}

function buttonInput({ text, opens, value }: MessageButton) {
  const type = opens === 'link' ? ('LINK_ACTION' as const) : ('QUICK_REPLY_ACTION' as const);
  return { text, action: { type, value } };
}

function panelInput({ heading, paragraph, imageUrl, link }: MessagePanel) {
  return { heading, paragraph, image_url: imageUrl, action: link === null ? null : { value: link } };
}

function tileInput(tile: { readonly panel: MessagePanel; readonly buttons: readonly MessageButton[] }) {
  const buttons = tile.buttons.length === 0 ? null : tile.buttons.map(buttonInput);
  return { panel: panelInput(tile.panel), buttons };
}

function fallbackInput(fallback: MessageFallback | null) {
  return fallback && { msg: fallback.text, options: [...fallback.options] };
}
