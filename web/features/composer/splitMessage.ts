/** Where a text is cut best: after an empty line, a line, a sentence, a word. */
const cuts = [/\n[^\S\n]*\n/gu, /\n/gu, /[.!?…。！？]["'”’)\]]*\s/gu, /\s/gu];

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units, at the best place that leaves no piece needlessly short;
 * where there is none, between two characters. Blanks at a cut go, all else stays in its order. An indent stays.
 */
export function splitMessage(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const at = bestCut(rest, limit);
    const piece = rest.slice(0, at).trimEnd();
    if (piece !== '') pieces.push(piece);
    rest = rest.slice(at);
    const lines = /^(?:[^\S\n]*\n)+/u.exec(rest)?.[0];
    rest = lines === undefined ? rest.trimStart() : rest.slice(lines.length);
  }
  return rest.trim() === '' ? pieces : [...pieces, rest];
}

function bestCut(text: string, limit: number): number {
  const head = text.slice(0, limit + 1);
  for (const cut of cuts) {
    const ends = Array.from(head.matchAll(cut), match => match.index + match[0].trimEnd().length);
    const last = ends.findLast(end => end <= limit && end > limit / 2);
    if (last !== undefined) return last;
  }
  return betweenCharacters(text, limit);
}

/** The last end of a character as people see it; of one that is longer than the limit, a part. */
function betweenCharacters(text: string, limit: number): number {
  const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const around = characters.segment(text.slice(0, limit + 64)).containing(limit);
  if (around === undefined || around.index === limit) return limit;
  if (around.index > 0) return around.index;
  const code = text.charCodeAt(limit - 1);
  return limit > 1 && code >= 0xd8_00 && code <= 0xdb_ff ? limit - 1 : limit;
}
