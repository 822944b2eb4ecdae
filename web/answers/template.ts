import { assertNever } from '../lib/assertNever.ts';

/**
 * The language of canned answers. `{{visitor.name}}` is a variable, `{{visitor.name|there}}` one with a text for when
 * nothing is known, `{{?order number}}` a hole that the agent fills in, `{{?order number|none}}` one with a suggestion.
 * Two braces that are meant as such are written `\{{`. What is none of these is text.
 */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly fallback: string | null }
  | { readonly kind: 'hole'; readonly label: string; readonly suggestion: string | null };

const pattern = /\\\{\{|\{\{\s*(?<ask>\?\s*)?(?<name>[^{}|\n?\s][^{}|\n]*?)\s*(?:\|(?<rest>[^{}\n]*))?\}\}/gu;

/** Reads a template. Never throws: what is no variable and no hole is text. */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = '';
  let end = 0;
  const flush = () => {
    if (text !== '') parts.push({ kind: 'text', text });
    text = '';
  };
  for (const match of template.matchAll(pattern)) {
    text += template.slice(end, match.index);
    end = match.index + match[0].length;
    const part = readPart(match.groups ?? {});
    if (part === null) text += '{{';
    else {
      flush();
      parts.push(part);
    }
  }
  text += template.slice(end);
  flush();
  return parts;
}

/** The template that reads as these parts; neighbouring texts become one. */
export function printTemplate(parts: readonly TemplatePart[]): string {
  return parts.map(print).join('');
}

/**
 * Fills in what is known. A hole, and a variable without a value and without a fallback, stay open in the text as
 * `holes.ts` finds them: nobody sends a gap unawares.
 */
export function fillTemplate(
  template: string,
  lookUp: (name: string) => string | null,
  openHole: (label: string) => string,
): string {
  const fill = (part: TemplatePart): string => {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'hole':
        return part.suggestion ?? openHole(part.label);
      case 'variable':
        return lookUp(part.name) ?? part.fallback ?? openHole(part.name);
      default:
        return assertNever(part);
    }
  };
  return parseTemplate(template).map(fill).join('');
}

/** Null for two braces that are meant as such. */
function readPart(groups: Readonly<Record<string, string | undefined>>): TemplatePart | null {
  const { ask, name, rest } = groups;
  if (name === undefined) return null;
  const other = rest?.trim() ?? null;
  return ask === undefined
    ? { kind: 'variable', name, fallback: other }
    : { kind: 'hole', label: name, suggestion: other };
}

function print(part: TemplatePart): string {
  switch (part.kind) {
    case 'text':
      return part.text.replaceAll('{{', '\\{{');
    case 'variable':
      return `{{${part.name}${part.fallback === null ? '' : `|${part.fallback}`}}}`;
    case 'hole':
      return `{{?${part.label}${part.suggestion === null ? '' : `|${part.suggestion}`}}}`;
    default:
      return assertNever(part);
  }
}
