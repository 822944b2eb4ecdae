/** What a click on a button does: opens a page in a new tab, or says its value as the visitor's own message. */
export type MessageButton = {
  readonly text: string;
  readonly opens: 'link' | 'reply';
  /** The address, or what the visitor then says. */
  readonly value: string;
};

/** `text` is shown, `value` is what the visitor then says. */
export type QuickReply = { readonly text: string; readonly value: string };

/** A list item needs a paragraph; elsewhere it may be null. */
export type MessagePanel = {
  readonly heading: string;
  readonly paragraph: string | null;
  readonly imageUrl: string | null;
  /** Where a click on the panel leads; null: nowhere. */
  readonly link: string | null;
};

/** What is shown where structured messages are not, such as in the mobile SDKs. */
export type MessageFallback = { readonly text: string; readonly options: readonly string[] };

/**
 * The five kinds of message that are more than text. Zendesk's limits: 1 to 11 quick replies, 1 to 3 buttons, 2 to 10
 * panels in a carousel, 2 to 4 list items with at most 1 button. Whoever writes one keeps to them.
 */
export type StructuredMessage = { readonly fallback: MessageFallback | null } & (
  | { readonly kind: 'quickReplies'; readonly text: string; readonly replies: readonly QuickReply[] }
  | { readonly kind: 'buttons'; readonly text: string; readonly buttons: readonly MessageButton[] }
  | { readonly kind: 'panel'; readonly panel: MessagePanel; readonly buttons: readonly MessageButton[] }
  | {
      readonly kind: 'carousel';
      readonly panels: readonly {
        readonly panel: MessagePanel;
        readonly buttons: readonly MessageButton[];
      }[];
    }
  | {
      readonly kind: 'list';
      readonly items: readonly MessagePanel[];
      readonly buttons: readonly MessageButton[];
    }
);

/** The words that stand for the message where only text is shown, as in the logs. */
export function textOfStructured(message: StructuredMessage): string {
  switch (message.kind) {
    case 'quickReplies':
    case 'buttons':
      return message.text;
    case 'panel':
      return message.fallback?.text ?? message.panel.heading;
    case 'carousel':
      return message.fallback?.text ?? message.panels.map(({ panel }) => panel.heading).join(', ');
    case 'list':
      return message.fallback?.text ?? message.items.map(({ heading }) => heading).join(', ');
  }
}

/**
 * Whether this text of the logs may be the message. Which of its words Zendesk gives back is not published: its own text,
 * or the fallback's.
 */
export function readsAs(message: StructuredMessage, text: string): boolean {
  return text === textOfStructured(message) || text === message.fallback?.text;
}
