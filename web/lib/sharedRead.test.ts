import { describe, expect, it } from 'vitest';
import { Later } from '../testing/later.ts';
import { SharedRead } from './sharedRead.ts';

function open() {
  const reads: Later<number>[] = [];
  const shared = new SharedRead(() => {
    const later = new Later<number>();
    reads.push(later);
    return later.promise;
  });
  return { reads, shared };
}

describe('a shared read', () => {
  it('begins at once when none is under way', async () => {
    const { reads, shared } = open();
    const asked = shared.run();
    reads[0]?.resolve(1);
    expect(await asked).toBe(1);
    expect(reads).toHaveLength(1);
  });

  it('is made once more for all who ask meanwhile, and each of them gets the later one', async () => {
    const { reads, shared } = open();
    const first = shared.run();
    const others = [shared.run(), shared.run()];
    reads[0]?.resolve(1);
    expect(await first).toBe(1);
    await expect.poll(() => reads.length).toBe(2);
    reads[1]?.resolve(2);
    expect(await Promise.all(others)).toEqual([2, 2]);
    expect(reads).toHaveLength(2);
  });

  it('that fails does not fail those who asked after it began', async () => {
    const { reads, shared } = open();
    const first = shared.run();
    const other = shared.run();
    reads[0]?.reject(new Error('no line'));
    await expect(first).rejects.toThrow('no line');
    await expect.poll(() => reads.length).toBe(2);
    reads[1]?.resolve(2);
    expect(await other).toBe(2);
  });
});
