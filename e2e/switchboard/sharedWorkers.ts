import type { BrowserContext } from '@playwright/test';

/** Ends every shared worker of this browser, as a crash would; where there is none, nothing happens. */
export async function killSharedWorkers(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  const contextId = await idOf(context);
  if (browser === null || contextId === undefined) return;
  const whole = await browser.newBrowserCDPSession();
  const { targetInfos } = await whole.send('Target.getTargets');
  const workers = targetInfos.filter(
    ({ type, browserContextId }) => type === 'shared_worker' && browserContextId === contextId,
  );
  for (const { targetId } of workers) {
    await whole.send('Target.closeTarget', { targetId }).catch(error => {
      // It ended by itself, with its last page.
      if (!/No target with given id/u.test(String(error))) throw error;
    });
  }
  await whole.detach();
}

/** As any of its pages tells; one that is closed meanwhile tells nothing. */
async function idOf(context: BrowserContext): Promise<string | undefined> {
  for (const page of context.pages()) {
    try {
      const session = await context.newCDPSession(page);
      const { targetInfo } = await session.send('Target.getTargetInfo');
      await session.detach();
      return targetInfo.browserContextId;
    } catch (error) {
      if (!page.isClosed()) throw error;
    }
  }
  return undefined;
}
