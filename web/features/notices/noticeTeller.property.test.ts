import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attendance } from './attendance.ts';
import { NoticeTeller, type SharedLedger } from './noticeTeller.ts';
import { claim, type Ledger, type Occasion, REPEAT_AFTER } from './occasion.ts';

const message = (id: string, visitorId = `v-${id}`): Occasion => ({
  key: `message ${id}`,
  kind: 'message',
  visitorId,
  name: visitorId,
  text: 'Hello',
  since: 0,
});

const unserved = (visitorId: string, since: number | null): Occasion => ({
  key: `unserved ${visitorId}`,
  kind: 'unserved',
  visitorId,
  name: visitorId,
  text: 'Hello',
  since,
});

/** One step that nobody comes between, whose answer takes its time, as a transaction's does. */
function sharedLedger(): SharedLedger {
  let ledger: Ledger = new Map();
  return {
    claim: async (wanted, waiting, now) => {
      const claimed = claim(ledger, wanted, waiting, now);
      ledger = claimed.ledger;
      await Promise.resolve();
      return claimed;
    },
  };
}

type TabPlan = {
  readonly canSound: boolean;
  readonly isVisible: boolean;
  /** How much later than it happened (ms) this tab learns of something. */
  readonly lag: number;
  /** Whether it hears the others, and they it. */
  readonly isHeard: boolean;
  /** After how many ms it is closed. */
  readonly endsAt: number;
};

const plans = fc.array(
  fc.record({
    canSound: fc.boolean(),
    isVisible: fc.boolean(),
    lag: fc.integer({ min: 0, max: 4_000 }),
    isHeard: fc.boolean(),
    endsAt: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 0, max: 20_000 })),
  }),
  { minLength: 1, maxLength: 5 },
);

type Told = { readonly at: number; readonly key: string };

/** Runs the tabs in steps of 500 ms of made-up time; `seenBy` says what is going on at a time. */
async function run(
  tabs: readonly TabPlan[],
  until: number,
  seenAt: (at: number) => readonly Occasion[],
  inView: (tab: number, at: number) => string | null = () => null,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  const ledger = sharedLedger();
  let now = 0;
  const attendance = (index: number): Attendance => ({
    tabId: `tab-${index}`,
    at: now,
    canSound: tabs[index]?.canSound ?? false,
    isVisible: tabs[index]?.isVisible ?? false,
    inView: inView(index, now),
  });
  const isAlive = (index: number) => now < (tabs[index]?.endsAt ?? 0);
  const tellers = tabs.map(
    (plan, index) =>
      new NoticeTeller({
        ledger,
        now: () => now,
        self: () => attendance(index),
        others: () =>
          tabs.flatMap((other, at) =>
            at !== index && other.isHeard && plan.isHeard && isAlive(at) ? [attendance(at)] : [],
          ),
        tell: occasions => told.push(...occasions.map(({ key }) => ({ key, at: now }))),
      }),
  );
  for (; now < until; now += 500) {
    for (const [index, teller] of tellers.entries())
      if (isAlive(index)) teller.consider(seenAt(now - (tabs[index]?.lag ?? 0)));
    await new Promise(resolve => setImmediate(resolve));
  }
  return told;
}

const staysOpen = (tabs: readonly TabPlan[]) => tabs.some(({ endsAt }) => endsAt > 60_000);

describe('over any number of tabs, that lag, do not hear each other, and are closed', () => {
  it('each message is told exactly once', () =>
    fc.assert(
      fc.asyncProperty(
        plans.filter(staysOpen),
        fc.array(fc.integer({ min: 0, max: 15_000 }), { minLength: 1, maxLength: 6 }),
        async (tabs, times) => {
          const told = await run(tabs, 40_000, now =>
            times.flatMap((at, index) => (at <= now ? [message(String(index))] : [])),
          );
          const keys = told.map(({ key }) => key).toSorted();
          expect(keys).toEqual(times.map((_, index) => `message ${index}`).toSorted());
        },
      ),
      { numRuns: 150 },
    ));

  it('a visitor who waits is told of at once, then every 30 s by one tab, until they are served', () =>
    fc.assert(
      fc.asyncProperty(
        plans.filter(staysOpen),
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 10_000, max: 100_000 }),
        async (tabs, from, lasts) => {
          const told = await run(tabs, 130_000, now =>
            now >= from && now < from + lasts ? [unserved('ada', from)] : [],
          );
          const times = told.map(({ at }) => at);
          expect(times.length).toBeGreaterThanOrEqual(1);
          for (const [index, at] of times.entries()) {
            const before = times[index - 1];
            if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(REPEAT_AFTER);
            if (before !== undefined) expect(at - before).toBeLessThanOrEqual(REPEAT_AFTER + 10_000);
          }
          expect(times.at(-1)).toBeLessThan(from + lasts + 4_500);
        },
      ),
      { numRuns: 150 },
    ));

  it('what is before the agent’s eyes in a tab that the others hear is told by none', () =>
    fc.assert(
      fc.asyncProperty(plans, fc.integer({ min: 0, max: 5_000 }), async (plan, at) => {
        const tabs = plan.map(tab => ({ ...tab, isHeard: true, endsAt: Number.POSITIVE_INFINITY }));
        const told = await run(
          tabs,
          20_000,
          now => (now >= at ? [message('1', 'ada'), message('2', 'ben')] : []),
          tab => (tab === 0 ? 'ada' : null),
        );
        expect(told.map(({ key }) => key)).toEqual(['message 2']);
      }),
      { numRuns: 100 },
    ));
});

describe('the tab that tells', () => {
  const plan = { canSound: false, isVisible: false, lag: 0, isHeard: true, endsAt: Number.POSITIVE_INFINITY };

  it('is one that can sound, at once, while another leaves it to that one', async () => {
    const told = await run([plan, { ...plan, canSound: true, lag: 500 }], 5_000, now =>
      now >= 1_000 ? [message('1')] : [],
    );
    expect(told).toEqual([{ key: 'message 1', at: 1_500 }]);
  });

  it('is another, a little later, when that one does nothing', async () => {
    const told = await run([plan, { ...plan, canSound: true, lag: 20_000 }], 9_000, now =>
      now >= 1_000 ? [message('1')] : [],
    );
    expect(told).toEqual([{ key: 'message 1', at: 3_500 }]);
  });

  it('tells of all who wait in one breath', async () => {
    const told = await run([plan], 62_000, now => [
      ...(now >= 0 ? [unserved('ada', 0)] : []),
      ...(now >= 10_000 ? [unserved('ben', 10_000)] : []),
    ]);
    expect(told.map(({ key, at }) => `${key} ${at}`)).toEqual([
      'unserved ada 0',
      'unserved ben 10000',
      'unserved ada 40000',
      'unserved ben 40000',
    ]);
  });
});

describe('a visitor who comes back to the queue', () => {
  const plan = { canSound: true, isVisible: true, lag: 0, isHeard: true, endsAt: Number.POSITIVE_INFINITY };

  it('is told of at once, although they were told of lately', async () => {
    const told = await run([plan, { ...plan, lag: 3_000, isHeard: false }], 25_000, now =>
      now < 4_000 ? [unserved('ada', 0)] : now < 12_000 ? [] : [unserved('ada', 12_000)],
    );
    expect(told.map(({ at }) => at)).toEqual([0, 12_000]);
  });
});
