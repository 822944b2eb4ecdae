import { median } from '../figures.ts';

/** Held where the collector sees it, while its size is taken. */
let kept: unknown = null;

/** Bytes of the heap that what `make` returns keeps, all that it refers to included; the median of `rounds`. */
export function bytesKept(make: () => unknown, rounds: number): number {
  return median(Array.from({ length: rounds }, () => bytesOf(make)));
}

function bytesOf(make: () => unknown): number {
  const before = heapInUse();
  kept = make();
  const after = heapInUse();
  if (kept === null) throw new Error('Expected something to be kept, got null.');
  kept = null;
  return after - before;
}

/** After as many collections as it takes. Needs --expose-gc. */
function heapInUse(): number {
  if (globalThis.gc === undefined)
    throw new Error('Expected a collector to call: run Node with --expose-gc.');
  for (let i = 0; i < 3; i += 1) globalThis.gc();
  return process.memoryUsage().heapUsed;
}
