import type { CDPSession, Page } from '@playwright/test';

/** How slow the processor is made: as a cheap laptop beside the machine of who writes this. */
const SLOW_DOWN = 4;

/** Event Timing tells of nothing shorter (ms). */
export const SHORTEST = 16;

/** What one page has shown since it was opened. */
export type PageTimes = {
  /** Largest Contentful Paint, ms after the navigation began. */
  readonly lcp: number;
  /**
   * Cumulative Layout Shift, without a unit: the worst burst of shifts that no input led to, as Web Vitals has it. A burst
   * ends after a second without a shift, or after five.
   */
  readonly cls: number;
  /** What was shifted, the beginning of its HTML. */
  readonly shifted: readonly string[];
};

/** To be called before the page is opened. Notes what the browser itself measures. */
export async function noteTimes(page: Page): Promise<void> {
  // tsx names the functions that it compiles, also those that run in the page.
  await page.addInitScript({ content: 'globalThis.__name = value => value;' });
  await page.addInitScript(observe);
}

export async function slowDown(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
  return session;
}

/**
 * How long (ms) the browser took from the key or click that `act` makes to the paint after it: the longest of the events
 * that belong together, as INP has it. What Event Timing leaves out was quicker than `SHORTEST`, and counts as that.
 */
export async function timeOf(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(forget);
  await act();
  return page.evaluate(longestSince, SHORTEST);
}

/** How the page came to be, so far. */
export function timesOf(page: Page): Promise<PageTimes> {
  return page.evaluate(() => Reflect.get(window, 'timesOfThisPage'));
}

/** Runs in the page. */
function observe(): void {
  const times = { lcp: 0, cls: 0, shifted: [] as string[], events: [] as number[] };
  let burst = { sum: 0, first: 0, last: Number.NEGATIVE_INFINITY };
  Reflect.set(window, 'timesOfThisPage', times);
  const watch = (type: string, note: (entry: PerformanceEntry) => void) => {
    const init: PerformanceObserverInit & { durationThreshold: number } = {
      type,
      buffered: true,
      durationThreshold: 16,
    };
    new PerformanceObserver(list => list.getEntries().forEach(note)).observe(init);
  };
  watch('largest-contentful-paint', ({ startTime }) => {
    times.lcp = startTime;
  });
  watch('layout-shift', entry => {
    if (Reflect.get(entry, 'hadRecentInput') === true) return;
    const at = entry.startTime;
    if (at - burst.last > 1_000 || at - burst.first > 5_000) burst = { sum: 0, first: at, last: at };
    burst = { ...burst, sum: burst.sum + Number(Reflect.get(entry, 'value')), last: at };
    times.cls = Math.max(times.cls, burst.sum);
    for (const { node } of Reflect.get(entry, 'sources') ?? [])
      times.shifted.push(node instanceof Element ? node.outerHTML.slice(0, 120) : String(node?.nodeName));
  });
  watch('event', entry => {
    if (Number(Reflect.get(entry, 'interactionId')) > 0) times.events.push(entry.duration);
  });
}

/** Runs in the page. */
function forget(): void {
  Reflect.get(window, 'timesOfThisPage').events.length = 0;
}

/** Runs in the page: entries come after the paint that ends them. */
async function longestSince(shortest: number): Promise<number> {
  const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  for (let frames = 0; frames < 4; frames += 1) await frame();
  return Math.max(shortest, ...Reflect.get(window, 'timesOfThisPage').events);
}
