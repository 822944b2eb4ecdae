import { assertNever } from '../assertNever.ts';
import { cannotExecute } from '../refusal.ts';

export interface Fallback {
  readonly msg: string;
  readonly options?: readonly string[] | null;
}

export interface QuickReply {
  readonly action: { readonly value: string };
  readonly text: string;
}

export interface Button {
  readonly action: { readonly type?: 'LINK_ACTION' | 'QUICK_REPLY_ACTION' | null; readonly value: string };
  readonly text: string;
}

export interface Panel {
  readonly heading: string;
  readonly paragraph?: string | null;
  readonly image_url?: string | null;
  readonly action?: { readonly value: string } | null;
}

export interface PanelTemplate {
  readonly panel: Panel;
  readonly buttons?: readonly Button[] | null;
}

interface WithFallback {
  readonly fallback?: Fallback | null;
}

/** The five kinds, with the field names of the mutations that send them. */
export type StructuredMessage = WithFallback &
  (
    | { readonly type: 'quick_replies'; readonly msg: string; readonly quick_replies: readonly QuickReply[] }
    | { readonly type: 'button_template'; readonly msg: string; readonly buttons: readonly Button[] }
    | { readonly type: 'panel_template'; readonly panel: Panel; readonly buttons?: readonly Button[] | null }
    | { readonly type: 'panel_template_carousel'; readonly items: readonly PanelTemplate[] }
    | {
        readonly type: 'list_template';
        readonly items: readonly Panel[];
        readonly buttons?: readonly Button[] | null;
      }
  );

/**
 * Zendesk's limits (help centre, "Using structured messages in Zendesk Chat"): 1 to 11 quick replies,
 * 1 to 3 buttons, 2 to 10 panels in a carousel, 2 to 4 list items with at most 1 button.
 * That a panel takes at most 3 buttons is carried over from the button template: ours.
 */
export function checkStructuredMessage(message: StructuredMessage): void {
  switch (message.type) {
    case 'quick_replies':
      checkCount('quick replies', message.quick_replies, 1, 11);
      break;
    case 'button_template':
      checkCount('buttons', message.buttons, 1, 3);
      break;
    case 'panel_template':
      checkCount('buttons', message.buttons ?? [], 0, 3);
      break;
    case 'panel_template_carousel':
      checkCount('panels', message.items, 2, 10);
      for (const item of message.items) checkCount('buttons of a panel', item.buttons ?? [], 0, 3);
      break;
    case 'list_template':
      checkCount('list items', message.items, 2, 4);
      checkCount('buttons of a list', message.buttons ?? [], 0, 1);
      for (const item of message.items) checkListItem(item);
      break;
    default:
      assertNever(message);
  }
}

/** The words that stand for the message where only text is shown: in the logs, and in old widgets. */
export function textOf(message: StructuredMessage): string {
  switch (message.type) {
    case 'quick_replies':
    case 'button_template':
      return message.msg;
    case 'panel_template':
      return message.fallback?.msg ?? message.panel.heading;
    case 'panel_template_carousel':
      return message.fallback?.msg ?? message.items.map(item => item.panel.heading).join(', ');
    case 'list_template':
      return message.fallback?.msg ?? message.items.map(item => item.heading).join(', ');
  }
}

/** What a visitor may say by one click on it, in the order in which it stands there. Links say nothing. */
export function clickableValues(message: StructuredMessage): readonly string[] {
  switch (message.type) {
    case 'quick_replies':
      return message.quick_replies.map(reply => reply.action.value);
    case 'button_template':
    case 'panel_template':
    case 'list_template':
      return valuesOf(message.buttons);
    case 'panel_template_carousel':
      return message.items.flatMap(item => valuesOf(item.buttons));
  }
}

function valuesOf(buttons: readonly Button[] | null | undefined): readonly string[] {
  return (buttons ?? [])
    .filter(({ action }) => action.type !== 'LINK_ACTION')
    .map(({ action }) => action.value);
}

function checkListItem(item: Panel): void {
  if (item.paragraph) return;
  throw cannotExecute('A list item needs a heading and a paragraph; one came without a paragraph.');
}

function checkCount(what: string, items: readonly unknown[], min: number, max: number): void {
  if (items.length >= min && items.length <= max) return;
  throw cannotExecute(`Expected ${min} to ${max} ${what}; ${items.length} came.`);
}
