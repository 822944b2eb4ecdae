/** Ends a `switch` over a union: the compiler sees that every case was treated. */
export function assertNever(value: never): never {
  throw new Error(`Expected every case to be treated, got ${JSON.stringify(value)}.`);
}
