import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page, but for what `except` selects, once what moves has come to rest. */
export async function accessibilityDefects(
  page: Page,
  except: readonly string[] = [],
): Promise<readonly string[]> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map(animation => animation.finished),
    ),
  );
  const builder = except.reduce((built, selector) => built.exclude(selector), new AxeBuilder({ page }));
  // No page here has frames, and only what is wrong is read: so axe need not gather all that is right, nor carry it
  // over to a page of its own. It checks the same in a fraction of the time.
  const { violations } = await builder
    .setLegacyMode()
    .options({ runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'], selectors: false })
    .analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
}
