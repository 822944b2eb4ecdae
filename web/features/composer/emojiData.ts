import deEmoji from 'emojibase-data/de/data.json?url';
import deMessages from 'emojibase-data/de/messages.json?url';
import enEmoji from 'emojibase-data/en/data.json?url';
import enMessages from 'emojibase-data/en/messages.json?url';
import esEmoji from 'emojibase-data/es/data.json?url';
import esMessages from 'emojibase-data/es/messages.json?url';
import type { EmojiData } from 'frimousse';
import { isRecord, readNumber, readString } from '../../lib/decode.ts';
import { onlyDrawn } from './drawnEmoji.ts';

/** Files of this build, from our own origin: their names change with their content, so the browser keeps them for ever. */
const files: Readonly<Record<string, { readonly emoji: string; readonly messages: string }>> = {
  en: { emoji: enEmoji, messages: enMessages },
  de: { emoji: deEmoji, messages: deMessages },
  es: { emoji: esEmoji, messages: esMessages },
};

type Emoji = EmojiData['emojis'][number];
type SkinTone = keyof EmojiData['skinTones'];

const tones: readonly SkinTone[] = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'];
/** Colours of skin and hair by themselves, which nobody sends. */
const PARTS = 2;

/**
 * The emoji that this browser can draw, with their names in the language of the page (English where the data has none,
 * as for Hebrew). Rejects when the data can't be read.
 */
export async function loadEmoji(locale: string, signal: AbortSignal | undefined): Promise<EmojiData> {
  const { emoji, messages } = files[locale] ?? files['en'] ?? { emoji: enEmoji, messages: enMessages };
  const [list, words] = await Promise.all([readJson(emoji, signal), readJson(messages, signal)]);
  const emojis = readRecords(list).flatMap(item => readEmoji(item) ?? []);
  return { ...readWords(words), locale, emojis: [...onlyDrawn(emojis)] };
}

async function readJson(url: string, signal: AbortSignal | undefined): Promise<unknown> {
  const answer = await fetch(url, signal === undefined ? {} : { signal });
  if (!answer.ok) throw new Error(`Expected the emoji at ${url}, got status ${answer.status}.`);
  return answer.json();
}

function readEmoji(item: Readonly<Record<string, unknown>>): Emoji | null {
  const emoji = readString(item, 'emoji');
  const label = readString(item, 'label');
  const category = readNumber(item, 'group');
  if (emoji === null || label === null || category === null || category === PARTS) return null;
  const { tags } = item;
  return {
    emoji,
    label: capital(label),
    category,
    version: readNumber(item, 'version') ?? 0,
    tags: Array.isArray(tags) ? tags.filter((tag: unknown) => typeof tag === 'string') : [],
    ...(/^\p{RI}{2}$|^🏴\p{M}*[\u{E0020}-\u{E007F}]/u.test(emoji) && { countryFlag: true }),
    ...readSkins(item['skins']),
  };
}

function readSkins(value: unknown): Pick<Emoji, 'skins'> {
  const byTone = new Map(readRecords(value).map(skin => [skin['tone'], readString(skin, 'emoji')]));
  const [light, mediumLight, medium, mediumDark, dark] = tones.map((_, index) => byTone.get(index + 1));
  if (!light || !mediumLight || !medium || !mediumDark || !dark) return {};
  return {
    skins: { light, 'medium-light': mediumLight, medium, 'medium-dark': mediumDark, dark },
  };
}

function readWords(value: unknown): Pick<EmojiData, 'categories' | 'skinTones'> {
  const words = isRecord(value) ? value : {};
  const categories = readRecords(words['groups']).flatMap(group => {
    const index = readNumber(group, 'order');
    return index === null || index === PARTS
      ? []
      : { index, label: capital(readString(group, 'message') ?? '') };
  });
  const names = new Map(
    readRecords(words['skinTones']).map(tone => [readString(tone, 'key'), readString(tone, 'message')]),
  );
  const nameOf = (tone: SkinTone) => capital(names.get(tone) ?? tone);
  return {
    categories,
    skinTones: {
      light: nameOf('light'),
      'medium-light': nameOf('medium-light'),
      medium: nameOf('medium'),
      'medium-dark': nameOf('medium-dark'),
      dark: nameOf('dark'),
    },
  };
}

function readRecords(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function capital(text: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase() + text.slice(first.length);
}
