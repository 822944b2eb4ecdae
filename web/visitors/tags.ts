/** Tags as they were typed, and what can't be one. */
export type ReadTags = { readonly tags: readonly string[]; readonly refused: readonly string[] };

/** A tag holds letters, digits, `-` and `_`: what addTags of the API takes. */
const TAG = /^[\p{L}\p{M}\p{N}_-]+$/u;
const LONGEST = 60;

/** Reads tags apart by white space or commas; a `#` before one is left out, and so is what is in `held`. */
export function readTags(typed: string, held: readonly string[] = []): ReadTags {
  const words = typed
    .split(/[\s,;]+/u)
    .map(word => word.replace(/^#+/u, ''))
    .filter(Boolean);
  const isTag = (word: string) => TAG.test(word) && word.length <= LONGEST;
  return {
    tags: [...new Set(words.filter(isTag))].filter(tag => !held.includes(tag)),
    refused: words.filter(word => !isTag(word)),
  };
}
