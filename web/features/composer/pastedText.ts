/**
 * The table that copied HTML consists of, as text: a tab between cells, a line for each row. Null when it holds no
 * table, or more than one table and what is around it: the plain text that came with it says that better.
 *
 * It reads tags only and makes no elements, for markup of strangers never becomes any; no Trusted Types policy is needed.
 */
export function tableText(html: string): string | null {
  const bare = html.replaceAll(/<!--[\s\S]*?-->|<(style|script|head|title)\b[\s\S]*?<\/\1\s*>/giu, '');
  const table = /<table\b[^>]*>([\s\S]*)<\/table\s*>/iu.exec(bare);
  if (table === null) return null;
  const [whole, inside = ''] = table;
  const around = bare.slice(0, table.index) + bare.slice(table.index + whole.length);
  if (readText(around) !== '' || /<table\b/iu.test(inside)) return null;
  const rows = inside
    .split(/<tr\b[^>]*>/iu)
    .slice(1)
    .map(readCells);
  return rows.length === 0 ? null : rows.map(cells => cells.join('\t')).join('\n');
}

function readCells(row: string): readonly string[] {
  return row
    .split(/<t[dh]\b[^>]*>/iu)
    .slice(1)
    .map(readText);
}

/** Its words, on one line: a line break in a cell would look like a row. */
function readText(html: string): string {
  return decode(html.replaceAll(/<(?:br|\/p|\/div|\/li)\b[^>]*>/giu, ' ').replaceAll(/<[^>]*>/gu, ''))
    .replaceAll(/[\s\u00A0]+/gu, ' ')
    .trim();
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
};

function decode(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/giu, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}
