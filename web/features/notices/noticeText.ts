import { i18n } from '@lingui/core';
import { msg, plural } from '@lingui/core/macro';
import { chatPath } from '../../lib/paths.ts';
import type { DesktopNotice } from './desktopNotices.ts';
import type { Occasion } from './occasion.ts';

/** The tag of the one notice for all who wait to be served. */
export const UNSERVED_TAG = 'unserved';

export function tagOf(visitorId: string): string {
  return `visitor ${visitorId}`;
}

type Words = Pick<DesktopNotice, 'body' | 'path' | 'tag' | 'title'>;

/** The desktop notices for what is told at once: one for all who wait to be served, one for each of my visitors. */
export function wordsOf(told: readonly Occasion[], showsText: boolean): readonly Words[] {
  const unserved = told.filter(({ kind }) => kind === 'unserved');
  const own = told.filter(({ kind }) => kind !== 'unserved');
  return [...unservedWords(unserved, showsText), ...own.map(occasion => ownWords(occasion, showsText))];
}

function unservedWords(unserved: readonly Occasion[], showsText: boolean): readonly Words[] {
  const [first] = unserved;
  if (first === undefined) return [];
  const { name } = first;
  const count = unserved.length;
  const title =
    count === 1
      ? i18n._(msg`${name} waits to be served`)
      : i18n._(msg`${plural(count, { one: '# visitor waits', other: '# visitors wait' })} to be served`);
  const names = new Intl.ListFormat(i18n.locale || 'en', { type: 'conjunction' });
  const body = count === 1 ? shownText(first, showsText) : names.format(someNames(unserved));
  return [{ title, body, tag: UNSERVED_TAG, path: chatPath(first.visitorId) }];
}

function someNames(unserved: readonly Occasion[]): readonly string[] {
  const most = 4;
  const rest = unserved.length - most;
  const names = unserved.slice(0, most).map(({ name }) => name);
  return rest > 0 ? [...names, i18n._(msg`${rest} more`)] : names;
}

function ownWords(occasion: Occasion, showsText: boolean): Words {
  const { kind, name, visitorId } = occasion;
  const title = kind === 'arrived' ? i18n._(msg`${name} has been handed to you`) : name;
  const body = showsText ? shownText(occasion, true) : i18n._(msg`A new message`);
  return { title, body, tag: tagOf(visitorId), path: chatPath(visitorId) };
}

/** Systems cut a notice off after a few lines anyway. */
const MOST_CHARACTERS = 200;

function shownText({ text }: Occasion, showsText: boolean): string {
  if (!showsText || text === null) return '';
  const characters = Array.from(text);
  return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS).join('')}…` : text;
}
