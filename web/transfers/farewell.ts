/** Where the name of the department, or of the colleague, goes in a farewell. */
export const TARGET_HOLE = '{{department}}';

/**
 * The farewell as the visitor reads it: with the name of who takes the chat in place of each `{{department}}`.
 * Null when there is nothing to say.
 */
export function fillFarewell(line: string, target: string): string | null {
  const text = line.replaceAll(/\{\{\s*department\s*\}\}/giu, () => target).trim();
  return text === '' ? null : text;
}
