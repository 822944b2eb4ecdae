import Fuse from 'fuse.js';
import { type Answer, nameKey } from './answer.ts';
import { answerText } from './answerText.ts';

/** Finds answers; the best come first. An empty query finds all, in the order of the list. */
export type AnswerSearch = (query: string, limit: number) => readonly Answer[];

/** A search over these answers: by shortcut first, then title, tags and text; it forgives a slip of the hand. */
export function searchAnswers(answers: readonly Answer[]): AnswerSearch {
  const fuse = new Fuse(answers, {
    threshold: 0.34,
    ignoreLocation: true,
    ignoreDiacritics: true,
    keys: [
      { name: 'name', weight: 4 },
      { name: 'title', weight: 3 },
      { name: 'tags', weight: 2 },
      { name: 'text', weight: 1, getFn: ({ body }) => answerText(body) },
    ],
  });
  return (query, limit) => {
    const wanted = query.trim();
    if (wanted === '') return answers.slice(0, limit);
    const key = nameKey(wanted);
    const named = answers.filter(({ name }) => nameKey(name).startsWith(key));
    const shortest = named.toSorted((one, other) => one.name.length - other.name.length);
    const found = fuse.search(wanted, { limit: limit + named.length }).map(({ item }) => item);
    return [...new Set([...shortest, ...found])].slice(0, limit);
  };
}
