import type { BrowserContext } from '@playwright/test';

/** Ends every shared worker of this browser, as a crash would; where there is none, nothing happens. */
export async function killSharedWorkers(context: BrowserContext): Promise<void> {
  const [page] = context.pages();
  const browser = context.browser();
  if (page === undefined || browser === null) return;
  const own = await context.newCDPSession(page);
  const { targetInfo } = await own.send('Target.getTargetInfo');
  await own.detach();
  const whole = await browser.newBrowserCDPSession();
  const { targetInfos } = await whole.send('Target.getTargets');
  const workers = targetInfos.filter(
    ({ type, browserContextId }) =>
      type === 'shared_worker' && browserContextId === targetInfo.browserContextId,
  );
  for (const { targetId } of workers) await whole.send('Target.closeTarget', { targetId });
  await whole.detach();
}
