/** Asks `count` times, so many at a time, and calls `timed` with the milliseconds of each. */
export async function keepAsking(
  ask: () => Promise<unknown>,
  { inFlight, count }: { readonly inFlight: number; readonly count: number },
  timed: (ms: number) => void = () => undefined,
): Promise<void> {
  let left = count;
  const askOn = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const start = performance.now();
      await ask();
      timed(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, askOn));
}
