import { assertNever } from '../../lib/assertNever.ts';
import type {
  MessageButton,
  MessageFallback,
  MessagePanel,
  StructuredMessage,
} from '../../outbox/structuredMessage.ts';

export type StudioKind = StructuredMessage['kind'];

export const studioKinds = [
  'quickReplies',
  'buttons',
  'panel',
  'carousel',
  'list',
] as const satisfies readonly StudioKind[];

/** A quick reply or a button while it is written. */
export type DraftChoice = {
  /** Of this page alone: React, dragging and problems name it by this. */
  readonly id: string;
  readonly text: string;
  readonly opens: MessageButton['opens'];
  /** The address, or what the visitor then says; empty for the words on it. */
  readonly value: string;
};

export type DraftPanel = {
  readonly id: string;
  readonly heading: string;
  readonly paragraph: string;
  readonly imageUrl: string;
  readonly link: string;
  readonly choices: readonly DraftChoice[];
};

/**
 * A structured message while it is written, of whatever kind: what another kind has no use for stays, so that a change of
 * kind loses nothing. A panel is the first of `panels`, with its own choices; a list's button is in `choices`.
 */
export type StudioDraft = {
  readonly kind: StudioKind;
  readonly text: string;
  readonly choices: readonly DraftChoice[];
  readonly panels: readonly DraftPanel[];
  /** Null: made from the message. */
  readonly fallback: MessageFallback | null;
};

/** Makes ids; no two the same within a draft. */
export type CreateId = () => string;

export function emptyChoice(id: string): DraftChoice {
  return { id, text: '', opens: 'reply', value: '' };
}

export function emptyPanel(id: string): DraftPanel {
  return { id, heading: '', paragraph: '', imageUrl: '', link: '', choices: [] };
}

/** A draft with as much in it as each kind needs at least, all of it empty. */
export function emptyDraft(kind: StudioKind, createId: CreateId): StudioDraft {
  return {
    kind,
    text: '',
    choices: [emptyChoice(createId()), emptyChoice(createId())],
    panels: [emptyPanel(createId()), emptyPanel(createId())],
    fallback: null,
  };
}

/** Whether nothing has been written into it. */
export function isEmptyDraft({ text, choices, panels, fallback }: StudioDraft): boolean {
  const hasChoice = [...choices, ...panels.flatMap(panel => panel.choices)].some(
    choice => (choice.text + choice.value).trim() !== '',
  );
  const hasPanel = panels.some(
    ({ heading, paragraph, imageUrl, link }) => (heading + paragraph + imageUrl + link).trim() !== '',
  );
  return text.trim() === '' && !hasChoice && !hasPanel && fallback === null;
}

/** The panels that the kind shows: one of a panel, all of a carousel or list. */
export function panelsOf({ kind, panels }: StudioDraft): readonly DraftPanel[] {
  switch (kind) {
    case 'panel':
      return panels.slice(0, 1);
    case 'carousel':
    case 'list':
      return panels;
    case 'quickReplies':
    case 'buttons':
      return [];
    default:
      return assertNever(kind);
  }
}

/** The message as it would go out now, whether or not it keeps to the limits. A list's untouched buttons are left out. */
export function toMessage(draft: StudioDraft): StructuredMessage {
  const message = withoutFallback(draft);
  return { ...message, fallback: draft.fallback === null ? fallbackOf(message) : cleaned(draft.fallback) };
}

function cleaned({ text, options }: MessageFallback): MessageFallback {
  return { text: text.trim(), options: options.map(line).filter(option => option !== '') };
}

function withoutFallback(draft: StudioDraft): StructuredMessage {
  const [first] = draft.panels;
  switch (draft.kind) {
    case 'quickReplies': {
      const replies = draft.choices.map(choice => ({ text: line(choice.text), value: saidBy(choice) }));
      return { kind: 'quickReplies', text: draft.text.trim(), replies, fallback: null };
    }
    case 'buttons':
      return {
        kind: 'buttons',
        text: draft.text.trim(),
        buttons: draft.choices.map(toButton),
        fallback: null,
      };
    case 'panel': {
      const panel = first ?? emptyPanel('');
      return { kind: 'panel', panel: toPanel(panel), buttons: panel.choices.map(toButton), fallback: null };
    }
    case 'carousel': {
      const panels = draft.panels.map(panel => ({
        panel: toPanel(panel),
        buttons: panel.choices.map(toButton),
      }));
      return { kind: 'carousel', panels, fallback: null };
    }
    case 'list': {
      const buttons = listButtons(draft).map(toButton);
      return { kind: 'list', items: draft.panels.map(toPanel), buttons, fallback: null };
    }
    default:
      return assertNever(draft.kind);
  }
}

/** A list needs no button: those that nothing was written on are none. */
export function listButtons({ choices }: StudioDraft): readonly DraftChoice[] {
  return choices.filter(({ text, value }) => (text + value).trim() !== '');
}

/** What says the same where only text and fixed answers are shown; addresses stand beside their words. */
export function fallbackOf(message: StructuredMessage): MessageFallback {
  switch (message.kind) {
    case 'quickReplies':
      return { text: message.text, options: message.replies.map(({ text }) => text) };
    case 'buttons':
      return withButtons([message.text], message.buttons);
    case 'panel':
      return withButtons([panelText(message.panel)], message.buttons);
    case 'carousel':
      return withButtons(
        message.panels.map(({ panel }) => panelText(panel)),
        message.panels.flatMap(({ buttons }) => buttons),
      );
    case 'list':
      return withButtons(message.items.map(panelText), message.buttons);
  }
}

function withButtons(texts: readonly string[], buttons: readonly MessageButton[]): MessageFallback {
  const links = buttons.filter(({ opens }) => opens === 'link').map(({ text, value }) => `${text}: ${value}`);
  const options = buttons.filter(({ opens }) => opens === 'reply').map(({ text }) => text);
  return {
    text: [...texts, ...links].filter(text => text !== '').join('\n'),
    options: [...new Set(options)],
  };
}

function panelText({ heading, paragraph, link }: MessagePanel): string {
  const text = [heading, paragraph].filter(part => part !== null && part !== '').join(': ');
  return [text, link].filter(part => part !== null && part !== '').join(' ');
}

/** The draft of a message that was kept or imported. */
export function fromMessage(message: StructuredMessage, createId: CreateId): StudioDraft {
  const empty = { ...emptyDraft(message.kind, createId), fallback: keptFallback(message) };
  const choices = (buttons: readonly MessageButton[]) =>
    buttons.map(button => fromButton(button, createId()));
  const panel = (from: MessagePanel, buttons: readonly MessageButton[] = []): DraftPanel => ({
    id: createId(),
    heading: from.heading,
    paragraph: from.paragraph ?? '',
    imageUrl: from.imageUrl ?? '',
    link: from.link ?? '',
    choices: choices(buttons),
  });
  switch (message.kind) {
    case 'quickReplies': {
      const replies = message.replies.map(reply => ({ ...reply, opens: 'reply' as const }));
      return { ...empty, text: message.text, choices: choices(replies) };
    }
    case 'buttons':
      return { ...empty, text: message.text, choices: choices(message.buttons) };
    case 'panel':
      return { ...empty, panels: [panel(message.panel, message.buttons)] };
    case 'carousel':
      return { ...empty, panels: message.panels.map(tile => panel(tile.panel, tile.buttons)) };
    case 'list':
      return { ...empty, panels: message.items.map(item => panel(item)), choices: choices(message.buttons) };
  }
}

/** Null when it is what the message would have by itself: then it goes on following the message. */
function keptFallback(message: StructuredMessage): MessageFallback | null {
  const { fallback } = message;
  if (fallback === null) return null;
  return JSON.stringify(fallbackOf(message)) ===
    JSON.stringify({ text: fallback.text, options: fallback.options })
    ? null
    : fallback;
}

function fromButton({ text, opens, value }: MessageButton, id: string): DraftChoice {
  return { id, text, opens, value: opens === 'reply' && value === text ? '' : value };
}

function toButton(choice: DraftChoice): MessageButton {
  return { text: line(choice.text), opens: choice.opens, value: saidBy(choice) };
}

function saidBy({ text, opens, value }: DraftChoice): string {
  const written = opens === 'link' ? value.trim() : line(value);
  return written === '' && opens === 'reply' ? line(text) : written;
}

function toPanel({ heading, paragraph, imageUrl, link }: DraftPanel): MessagePanel {
  return {
    heading: line(heading),
    paragraph: line(paragraph) || null,
    imageUrl: imageUrl.trim() || null,
    link: link.trim() || null,
  };
}

/** Zendesk's panels and buttons have no line breaks. */
function line(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ');
}
