/** One step of a macro; the steps are carried out in their order. */
export type MacroStep =
  /** A reply, written as the text of an answer is: variables and holes are filled first. */
  | { readonly kind: 'say'; readonly text: string }
  /** Tags that are added to the chat: letters, digits, `-` and `_`. */
  | { readonly kind: 'tags'; readonly tags: readonly string[] }
  /** Hands the chat over. Found by id; in another account, where ids differ, by name. */
  | { readonly kind: 'transfer'; readonly departmentId: string | null; readonly departmentName: string }
  /** Leaves the chat. */
  | { readonly kind: 'leave' };

/** What an answer puts into the chat. */
export type AnswerBody =
  /** A text with variables and holes, as `template.ts` reads them. */
  | { readonly kind: 'text'; readonly text: string }
  /** A structured message. Its one decoder is that of the structured messages; here it is only kept. */
  | { readonly kind: 'structured'; readonly message: unknown }
  | { readonly kind: 'macro'; readonly steps: readonly MacroStep[] };

export type AnswerKind = AnswerBody['kind'];

/** A canned answer of the agent. */
export type Answer = {
  /** Made by `crypto.randomUUID()`; never shown. */
  readonly id: string;
  /** The shortcut that is typed after `/`: no white space, told apart without regard to case. */
  readonly name: string;
  readonly title: string;
  /** Words to find it by; of the answer, not of a chat. */
  readonly tags: readonly string[];
  readonly body: AnswerBody;
  /** ms since the epoch. */
  readonly updatedAt: number;
};

/** The longest shortcut, characters. */
export const MAX_NAME = 40;

/** Two shortcuts are the same when this is. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLocaleLowerCase('en');
}

/** Makes any text a shortcut: white space becomes `-`, a leading `/` goes, and what is too long is cut. */
export function toName(text: string): string {
  const name = text.normalize('NFC').trim().replace(/^\/+/u, '').replaceAll(/\s+/gu, '-');
  return Array.from(name).slice(0, MAX_NAME).join('');
}
