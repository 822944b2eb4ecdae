export type TextPart = {
  readonly text: string;
  readonly href: string | null;
  /** Where the part begins in the text. */
  readonly start: number;
};

/** Only these may be followed; a text can name any scheme. */
const LINK = /(?:https?:\/\/|mailto:)[^\s<>"]+/giu;
const TRAILING = /[.,;:!?)\]}'”»]+$/u;

/** Cuts a text into plain parts and links (http, https and mailto alone). Joined again, the parts are the text. */
export function linkParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const href = match[0].replace(TRAILING, '');
    if (!isSafe(href)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null, start: end });
    parts.push({ text: href, href, start: match.index });
    end = match.index + href.length;
  }
  if (end < text.length || parts.length === 0) parts.push({ text: text.slice(end), href: null, start: end });
  return parts;
}

function isSafe(href: string): boolean {
  try {
    return ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol);
  } catch {
    return false;
  }
}
