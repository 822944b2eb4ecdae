import type { Page } from '@playwright/test';

/** What was seen of a page's frames between two looks. */
export type Seen = {
  /** ms from the time that stands in a row's text (`@<ms epoch>`) to the paint of that row. */
  readonly delays: readonly number[];
  /** Rows that came and went without having been in view when a frame was painted. */
  readonly unpainted: number;
  readonly frames: number;
  /** Frames that did not come: how many fit into the gaps between those that did. */
  readonly dropped: number;
  /** Tasks of 50 ms and more. */
  readonly longTasks: number;
  readonly longestTask: number;
  /** Frames in which the log showed no row. */
  readonly blank: number;
  /** Frames in which the log did not stand at its end. */
  readonly lost: number;
  /** Frames in which less than the height of the log was covered by rows. */
  readonly uncovered: number;
};

/** To be called before the page is opened. It watches the rows `[data-entry]` in the page's `[role=log]`. */
export async function installFrameWatch(page: Page): Promise<void> {
  // tsx names the functions that it compiles, also those that run in the page.
  await page.addInitScript({ content: 'globalThis.__name = value => value;' });
  await page.addInitScript(install);
}

/** From now on: forgets what was seen. The page's log has to be there. */
export function watchFrames(page: Page): Promise<void> {
  return page.evaluate(() => Reflect.get(window, 'frameWatch').begin());
}

/** What was seen since, once all that came has been painted. */
export function framesSeen(page: Page): Promise<Seen> {
  return page.evaluate(() => Reflect.get(window, 'frameWatch').end());
}

/**
 * Runs in the page. A frame's last word before it is painted belongs to the resize observers: an element that changes its
 * size with every frame brings one of ours, made after the page's own, so that it sees what will be painted.
 */
function install(): void {
  const FRAME = 1_000 / 60;
  /** As near to its end a log counts as being there (px): fractions of a pixel are rounded. */
  const AT_END = 2;
  const { port1, port2 } = new MessageChannel();
  const waiting = new Map<Element, number>();
  let seen = empty();
  let stop: () => void = () => undefined;

  function empty() {
    const counts = { unpainted: 0, frames: 0, dropped: 0, longTasks: 0, longestTask: 0 };
    return { ...counts, delays: [] as number[], blank: 0, lost: 0, uncovered: 0 };
  }

  function begin(): void {
    stop();
    seen = empty();
    waiting.clear();
    const log = document.querySelector('[role=log]');
    if (log === null) throw new Error('Expected a log in the page.');
    const probe = document.createElement('div');
    probe.style.cssText = 'position:fixed;left:0;top:0;width:1px;height:1px;contain:strict';
    document.body.append(probe);
    const rows = new MutationObserver(records => note(log, records));
    rows.observe(log, { childList: true, subtree: true });
    const painting = new ResizeObserver(() => look(log));
    painting.observe(probe);
    const tasks = new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) {
        seen.longTasks += 1;
        seen.longestTask = Math.max(seen.longestTask, duration);
      }
    });
    tasks.observe({ type: 'longtask' });
    let before = 0;
    let frame = requestAnimationFrame(function next(now) {
      if (before > 0) seen.dropped += Math.max(0, Math.round((now - before) / FRAME) - 1);
      before = now;
      probe.style.width = probe.style.width === '1px' ? '2px' : '1px';
      frame = requestAnimationFrame(next);
    });
    stop = () => {
      for (const observer of [rows, painting, tasks]) observer.disconnect();
      cancelAnimationFrame(frame);
      probe.remove();
      stop = () => undefined;
    };
  }

  function note(log: Element, records: readonly MutationRecord[]): void {
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (!(node instanceof Element)) continue;
      const rows = node.matches('[data-entry]') ? [node] : [...node.querySelectorAll('[data-entry]')];
      for (const row of rows) {
        const sent = /@(\d+\.\d+)/u.exec(row.textContent)?.[1];
        if (sent !== undefined && log.contains(row)) waiting.set(row, Number(sent));
      }
    }
  }

  function look(log: Element): void {
    seen.frames += 1;
    const area = log.getBoundingClientRect();
    const rows = [...log.querySelectorAll('[data-entry]')].map(row => row.getBoundingClientRect());
    const inView = rows.filter(({ top, bottom }) => bottom > area.top && top < area.bottom);
    if (inView.length === 0) seen.blank += 1;
    const last = rows.at(-1);
    const isAtEnd = log.scrollHeight - log.clientHeight - log.scrollTop <= AT_END;
    if (!isAtEnd || last === undefined || last.bottom > area.bottom + AT_END) seen.lost += 1;
    const top = Math.min(...inView.map(row => row.top));
    const bottom = Math.max(...inView.map(row => row.bottom));
    // Padding, and the time below the last row, are no rows.
    if (!(top <= area.top + 24 && bottom >= area.bottom - 64)) seen.uncovered += 1;
    const painted: number[] = [];
    for (const [row, sent] of waiting) {
      const rect = row.getBoundingClientRect();
      if (row.isConnected && rect.bottom > area.top && rect.top < area.bottom) painted.push(sent);
      else if (row.isConnected) continue;
      else seen.unpainted += 1;
      waiting.delete(row);
    }
    if (painted.length > 0) port2.postMessage(painted);
  }

  // The first task after the frame: it has been painted.
  port1.onmessage = ({ data }: MessageEvent<number[]>) => {
    const now = performance.timeOrigin + performance.now();
    for (const sent of data) seen.delays.push(now - sent);
  };

  async function end(): Promise<Seen> {
    for (let frames = 0; frames < 6; frames += 1)
      await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    stop();
    return { ...seen };
  }

  Reflect.set(window, 'frameWatch', { begin, end });
}
