/** True for anything that has named properties: the first step of decoding outside data. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The string under `key`, or null when it is missing or of another type. */
export function readString(record: Readonly<Record<string, unknown>>, key: string): string | null {
  const value = record[key];
  return typeof value === 'string' ? value : null;
}

/** The finite number under `key`, or null when it is missing or of another type. */
export function readNumber(record: Readonly<Record<string, unknown>>, key: string): number | null {
  const value = record[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The record under `key`, or null when it is missing or of another type. */
export function readRecord(
  record: Readonly<Record<string, unknown>>,
  key: string,
): Readonly<Record<string, unknown>> | null {
  const value = record[key];
  return isRecord(value) ? value : null;
}

/** The nodes of the Relay connection under `key`; whatever is not a record is left out. */
export function readNodes(
  record: Readonly<Record<string, unknown>>,
  key: string,
): readonly Readonly<Record<string, unknown>>[] {
  const edges = readRecord(record, key)?.['edges'];
  if (!Array.isArray(edges)) return [];
  return edges.flatMap((edge: unknown) => {
    const node = isRecord(edge) ? readRecord(edge, 'node') : null;
    return node === null ? [] : [node];
  });
}
