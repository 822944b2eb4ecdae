import { act, renderHook } from '@testing-library/react';
import { expect, it, onTestFinished, vi } from 'vitest';
import { settleBeforeInput } from '../lib/afterPaint.ts';
import { useAfterPaint } from './useAfterPaint.ts';

settleBeforeInput();

function show() {
  const shown = renderHook(value => useAfterPaint(value), { initialProps: 'Ada' });
  onTestFinished(shown.unmount);
  return shown;
}

it('is as it was until the frame is on the screen', async () => {
  const { result, rerender } = show();
  rerender('Ben');
  expect(result.current).toBe('Ada');
  await vi.waitFor(() => expect(result.current).toBe('Ben'));
});

it.each(['keydown', 'pointerdown'])('is the new one for whoever listens to %s', type => {
  const { result, rerender } = show();
  const met: string[] = [];
  const note = () => void met.push(result.current);
  addEventListener(type, note, { capture: true });
  onTestFinished(() => removeEventListener(type, note, { capture: true }));
  rerender('Ben');
  act(() => void document.body.dispatchEvent(new Event(type, { bubbles: true })));
  expect(met).toEqual(['Ben']);
});

it('does not wait for frames that a hidden page does not have', async () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  const frames = vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0);
  onTestFinished(() => {
    hidden.mockRestore();
    frames.mockRestore();
  });
  const { result, rerender } = show();
  rerender('Ben');
  await vi.waitFor(() => expect(result.current).toBe('Ben'));
});

it('never shows what was passed over', async () => {
  const shown: string[] = [];
  const { rerender, unmount } = renderHook(value => void shown.push(useAfterPaint(value)), {
    initialProps: 'Ada',
  });
  onTestFinished(unmount);
  rerender('Ben');
  rerender('Cleo');
  await vi.waitFor(() => expect(shown).toContain('Cleo'));
  expect(shown).not.toContain('Ben');
});
