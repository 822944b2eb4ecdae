import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { splitView } from './splitView.ts';
import { useLateView } from './useLateView.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Bells that can be read from the second time on. */
function bells() {
  const read = vi.fn(async () => () => <p>Bell</p>).mockRejectedValueOnce(new Error('no network'));
  const view = splitView(read);
  function Place({ isWanted }: { readonly isWanted: boolean }) {
    const Bell = useLateView(view, isWanted);
    return Bell === null ? <p>Nothing yet</p> : <Bell />;
  }
  return { read, Place };
}

it('is read once it is wanted, and again 15 s after a read that failed', async () => {
  const { read, Place } = bells();
  const { rerender } = render(<Place isWanted={false} />);
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect(read).not.toHaveBeenCalled();
  rerender(<Place isWanted />);
  await act(() => vi.advanceTimersByTimeAsync(0));
  await act(() => vi.advanceTimersByTimeAsync(14_900));
  expect(read).toHaveBeenCalledTimes(1);
  screen.getByText('Nothing yet');
  await act(() => vi.advanceTimersByTimeAsync(200));
  expect(read).toHaveBeenCalledTimes(2);
  await act(() => vi.advanceTimersByTimeAsync(0));
  screen.getByText('Bell');
});

it('is read again as soon as the network is back', async () => {
  const { read, Place } = bells();
  render(<Place isWanted />);
  await act(() => vi.advanceTimersByTimeAsync(10));
  await act(async () => void dispatchEvent(new Event('online')));
  expect(read).toHaveBeenCalledTimes(2);
  screen.getByText('Bell');
});

it('leaves no timer behind', async () => {
  const { Place } = bells();
  const { unmount } = render(<Place isWanted />);
  await act(() => vi.advanceTimersByTimeAsync(10));
  expect(vi.getTimerCount()).toBe(1);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});
