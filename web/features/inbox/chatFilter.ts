import type { Chat } from '../../apollo/chat.ts';
import type { Conversation } from '../../timeline/conversation.ts';

export type ChatFilter = {
  /** Words that all have to be found, each anywhere. */
  readonly text: string;
  /** Id of the department; null for any. */
  readonly department: string | null;
  readonly tag: string | null;
};

export const NO_FILTER: ChatFilter = { text: '', department: null, tag: null };

export function isFiltering({ text, department, tag }: ChatFilter): boolean {
  return text.trim() !== '' || department !== null || tag !== null;
}

/**
 * A test of chats against the filter: its words are looked for in the visitor's name and address, the department, the
 * tags, and all that was said and is held; accents and capitals make no difference.
 */
export function chatMatcher(filter: ChatFilter): (chat: Chat, conversation: Conversation) => boolean {
  const words = wordsOf(filter.text);
  return (chat, conversation) => {
    if (filter.department !== null && chat.department?.id !== filter.department) return false;
    if (filter.tag !== null && !chat.tags.includes(filter.tag)) return false;
    if (words.length === 0) return true;
    const known = aboutOf(chat);
    const missing = words.filter(word => !known.includes(word));
    return missing.length === 0 || missing.every(word => saidIn(conversation).includes(word));
  };
}

/** The newest message with one of the words in it; null when it is not there that they are found. */
export function foundMessage(text: string, conversation: Conversation): string | null {
  const words = wordsOf(text);
  if (!words.some(word => saidIn(conversation).includes(word))) return null;
  for (let index = conversation.length - 1; index >= 0 && words.length > 0; index -= 1) {
    const entry = conversation.at(index);
    if (entry?.kind !== 'message') continue;
    const said = plain(entry.text);
    if (words.some(word => said.includes(word))) return entry.text;
  }
  return null;
}

function wordsOf(text: string): readonly string[] {
  return plain(text).split(/\s+/u).filter(Boolean);
}

/** Letters that no accent can be taken off. */
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** What needs no more than small letters. */
const ASCII = /^[\0-\x7f]*$/u;

function plain(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[łøđßæœı]/gu, letter => LETTERS[letter] ?? letter);
}

const about = new WeakMap<Chat, string>();

/** Who it is, ready to be searched. */
function aboutOf(chat: Chat): string {
  const held = about.get(chat);
  if (held !== undefined) return held;
  const text = plain([chat.name, chat.email ?? '', chat.department?.name ?? '', ...chat.tags].join('\n'));
  about.set(chat, text);
  return text;
}

type Said = { readonly version: number; readonly text: string };
const said = new WeakMap<Conversation, Said>();

/** All that was said, ready to be searched; made anew when something is said. */
function saidIn(conversation: Conversation): string {
  const { version } = conversation.getSnapshot();
  const held = said.get(conversation);
  if (held?.version === version) return held.text;
  const text = plain(
    conversation
      .entries()
      .map(entry => (entry.kind === 'message' ? entry.text : ''))
      .join('\n'),
  );
  said.set(conversation, { version, text });
  return text;
}
