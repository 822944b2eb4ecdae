import { act, render } from '@testing-library/react';
import { Profiler } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Translated } from '../translation/Translated.tsx';
import { WaitClock } from './WaitClock.tsx';

const START = Date.UTC(2026, 3, 28, 9);

function open(...sinces: readonly number[]) {
  const rendered = vi.fn<(id: string) => void>();
  const clocks = (of: readonly number[]) => (
    <Translated>
      {of.map((since, index) => (
        <Profiler key={String(index)} id={String(index)} onRender={id => rendered(id)}>
          <WaitClock since={since} />
        </Profiler>
      ))}
    </Translated>
  );
  const { container, rerender } = render(clocks(sinces));
  rendered.mockClear();
  const texts = () => [...container.children].map(({ textContent }) => textContent);
  return { container, rendered, texts, show: (...of: readonly number[]) => rerender(clocks(of)) };
}

function pass(seconds: number): void {
  act(() => {
    vi.advanceTimersByTime(seconds * 1_000);
  });
}

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the clock of a wait', () => {
  it('goes on second by second without a render, but for its colours', () => {
    const { container, rendered, texts } = open(START, START - 595_000);
    expect(texts()).toEqual(['waits 0:00', 'waits 9:55']);
    pass(19);
    expect(texts()).toEqual(['waits 0:19', 'waits 10:14']);
    expect(rendered).not.toHaveBeenCalled();
    pass(1);
    expect(container.firstElementChild?.className).toContain('text-warn');
    pass(3_600);
    expect(texts()).toEqual(['waits 1:00:20', 'waits 1:10:15']);
    expect(container.firstElementChild?.className).toContain('text-bad');
    expect(rendered.mock.calls).toEqual([['0'], ['0']]);
  });

  it('changes nothing of the page but its text while that keeps its shape', async () => {
    const { container } = open(START);
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver(records => changes.push(...records));
    observer.observe(container, { subtree: true, childList: true, characterData: true, attributes: true });
    pass(9);
    changes.push(...observer.takeRecords());
    observer.disconnect();
    expect(changes.map(({ type }) => type)).toEqual(Array.from({ length: 9 }, () => 'characterData'));
  });

  it('shows another wait at once, even the text that it had before', () => {
    const { texts, show } = open(START);
    pass(5);
    show(START + 5_000);
    expect(texts()).toEqual(['waits 0:00']);
    show(START - 60_000);
    expect(texts()).toEqual(['waits 1:05']);
  });

  it('leaves no timer behind', () => {
    const { container, show } = open(START);
    expect(vi.getTimerCount()).toBe(1);
    show();
    expect(container.textContent).toBe('');
    expect(vi.getTimerCount()).toBe(0);
  });
});
