import fc from 'fast-check';
import type { MessageButton, MessagePanel, StructuredMessage } from '../outbox/structuredMessage.ts';
import type { MessageEntry } from '../timeline/entries.ts';

/** Words as they go out: without blanks around them, and one blank between them. */
const words = fc
  .string({ minLength: 1, maxLength: 24, unit: 'grapheme' })
  .map(text => text.trim().replaceAll(/\s+/gu, ' '))
  .filter(text => text !== '');
const address = fc.webUrl({ validSchemes: ['https'] });
const reply = fc.record({ text: words, value: words });
const button: fc.Arbitrary<MessageButton> = fc.oneof(
  fc.record({ text: words, opens: fc.constant('reply' as const), value: words }),
  fc.record({ text: words, opens: fc.constant('link' as const), value: address }),
);
const panel: fc.Arbitrary<MessagePanel> = fc.record({
  heading: words,
  paragraph: fc.option(words),
  imageUrl: fc.option(address),
  link: fc.option(address),
});
const fallback = fc.option(fc.record({ text: words, options: fc.array(words, { maxLength: 4 }) }));
const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 5 });

/** Structured messages of every kind, within Zendesk's limits and beyond. */
export const structuredMessage: fc.Arbitrary<StructuredMessage> = fc.oneof(
  fc.record({ kind: fc.constant('quickReplies' as const), text: words, replies: some(reply), fallback }),
  fc.record({ kind: fc.constant('buttons' as const), text: words, buttons: some(button), fallback }),
  fc.record({ kind: fc.constant('panel' as const), panel, buttons: some(button), fallback }),
  fc.record({
    kind: fc.constant('carousel' as const),
    panels: some(fc.record({ panel, buttons: some(button) })),
    fallback,
  }),
  fc.record({ kind: fc.constant('list' as const), items: some(panel), buttons: some(button), fallback }),
);

/** Quick replies that ask for a size. */
export const sizes: StructuredMessage = {
  kind: 'quickReplies',
  text: 'Which size?',
  replies: [
    { text: 'Small', value: 'Small' },
    { text: 'Medium', value: 'Medium, please' },
  ],
  fallback: { text: 'Which size?', options: ['Small', 'Medium'] },
};

/** A message of an agent as Zendesk gives it back. */
export function agentEntry(parts: Partial<MessageEntry> = {}): MessageEntry {
  return {
    kind: 'message',
    id: 'm1',
    msgId: null,
    from: { kind: 'agent', id: 'agent-ada', name: 'Ada' },
    text: 'Which size?',
    options: [],
    at: 1_000_000,
    ...parts,
  };
}
