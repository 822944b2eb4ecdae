import type { MessageButton, QuickReply, StructuredMessage } from '../outbox/structuredMessage.ts';

/** Everything in the message that says something when the visitor clicks on it; links say nothing. In its order. */
export function offeredAnswers(message: StructuredMessage): readonly QuickReply[] {
  switch (message.kind) {
    case 'quickReplies':
      return message.replies;
    case 'buttons':
    case 'panel':
    case 'list':
      return message.buttons.filter(saysSomething);
    case 'carousel':
      return message.panels.flatMap(({ buttons }) => buttons.filter(saysSomething));
  }
}

/**
 * Which of what the visitor wrote (`said`, oldest first) were clicks on this message: the values of its answers, or the
 * words on them, as the fallback has them. Quick replies go with the first click; buttons stay and can be clicked again.
 */
export function chosenIn(message: StructuredMessage, said: readonly string[]): readonly string[] {
  const words = new Set(offeredAnswers(message).flatMap(({ text, value }) => [text.trim(), value.trim()]));
  const chosen = said.map(text => text.trim()).filter(text => words.has(text));
  return message.kind === 'quickReplies' ? chosen.slice(0, 1) : [...new Set(chosen)];
}

/** Whether this answer is among what `chosenIn` found. */
export function isChosen({ text, value }: QuickReply, chosen: readonly string[]): boolean {
  return chosen.includes(value.trim()) || chosen.includes(text.trim());
}

function saysSomething(button: MessageButton): boolean {
  return button.opens === 'reply';
}
