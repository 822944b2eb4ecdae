/** The one of `known` that the value is; null for none. */
export function oneOf<T extends string>(known: readonly T[], value: unknown): T | null {
  return known.find(candidate => candidate === value) ?? null;
}

/** The value, when it is a number between the two, ends included; else null. */
export function within(least: number, most: number, value: unknown): number | null {
  return typeof value === 'number' && value >= least && value <= most ? value : null;
}

/** The value under the name, when it is true or false; else null. */
export function flag(record: Readonly<Record<string, unknown>>, name: string): boolean | null {
  const value = record[name];
  return typeof value === 'boolean' ? value : null;
}
