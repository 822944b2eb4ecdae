import { array, assert, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.ts';

describe('the manual clock', () => {
  it('runs what falls due in the order of time, and what is due at once in the order of planning', () => {
    assert(
      property(array(nat(50)), array(nat(20)), (waits, steps) => {
        const clock = manualClock(0);
        const ran: { readonly due: number; readonly n: number }[] = [];
        for (const [n, due] of waits.entries()) {
          clock.after(due, () => {
            expect(clock.now()).toBe(due);
            ran.push({ due, n });
          });
        }
        for (const step of steps) clock.advance(step);
        const now = steps.reduce((sum, step) => sum + step, 0);
        expect(clock.now()).toBe(now);
        const expected = waits
          .map((due, n) => ({ due, n }))
          .filter(({ due }) => steps.length > 0 && due <= now);
        expect(ran).toEqual(expected.sort((a, b) => a.due - b.due || a.n - b.n));
      }),
    );
  });

  it('runs what was planned on the way, when it falls due', () => {
    const clock = manualClock(0);
    const ran: number[] = [];
    const tick = () => {
      ran.push(clock.now());
      clock.after(10, tick);
    };
    clock.after(10, tick);
    clock.advance(35);
    expect(ran).toEqual([10, 20, 30]);
  });

  it('drops what was cancelled, and that alone', () => {
    const clock = manualClock(0);
    const ran: string[] = [];
    const cancel = clock.after(5, () => ran.push('cancelled'));
    clock.after(5, () => ran.push('kept'));
    cancel();
    cancel();
    clock.advance(5);
    expect(ran).toEqual(['kept']);
  });
});
