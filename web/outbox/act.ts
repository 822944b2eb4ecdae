import { assertNever } from '../lib/assertNever.ts';
import { type StructuredMessage, textOfStructured } from './structuredMessage.ts';

/** Text for the visitor. With `backoff`, what takes the chat: held back when somebody else serves it already. */
export type MessageAct = {
  readonly kind: 'message';
  readonly text: string;
  /** Fixed answers for the visitor. */
  readonly options: readonly string[];
  readonly backoff: boolean;
};

/** Everything that an agent does to one visitor's chat and that must not get lost on its way. */
export type Act =
  | MessageAct
  | { readonly kind: 'structured'; readonly message: StructuredMessage }
  /** Hands the chat over and leaves it. A farewell goes before it as a message of its own. */
  | { readonly kind: 'transfer'; readonly departmentId: string; readonly departmentName: string }
  | { readonly kind: 'leave' }
  /** Asks a colleague to join; with `leave` the agent goes. */
  | {
      readonly kind: 'invite';
      readonly agentId: string;
      readonly agentName: string;
      readonly leave: boolean;
    }
  /** A tag holds letters, digits, `-` and `_`. The API can add tags and not take them away. */
  | { readonly kind: 'tags'; readonly tags: readonly string[] }
  /** `rawId`: the visitor's id in the form that updateVisitorInfo takes. */
  | { readonly kind: 'visitorEdit'; readonly rawId: string; readonly displayName: string };

export function messageAct(text: string, options: readonly string[] = [], backoff = false): MessageAct {
  return { kind: 'message', text, options, backoff };
}

/** Whether it makes the chat the agent's. */
export function takesChat(act: Act): boolean {
  return act.kind === 'message' && act.backoff;
}

/** What the visitor gets to read of it; null for what says nothing to the visitor. */
export function textOf(act: Act): string | null {
  switch (act.kind) {
    case 'message':
      return act.text;
    case 'structured':
      return textOfStructured(act.message);
    case 'transfer':
    case 'leave':
    case 'invite':
    case 'tags':
    case 'visitorEdit':
      return null;
    default:
      return assertNever(act);
  }
}
