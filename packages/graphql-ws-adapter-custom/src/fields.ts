/** An object of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether it is an object, and no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
