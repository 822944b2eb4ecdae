import { useLingui } from '@lingui/react/macro';
import type { Blockage } from './blockage.ts';

export type BlockageText = {
  readonly reason: string;
  /** What the agent can do about it. */
  readonly remedy: string;
};

/** Each blockage in words. */
export function useBlockageText(): Record<Blockage, BlockageText> {
  const { t } = useLingui();
  return {
    soundBlocked: {
      reason: t`sound is blocked`,
      remedy: t`The browser lets a page sound once it has been touched. Click anywhere here, or press a key; or allow sound for this site in the browser.`,
    },
    soundMissing: {
      reason: t`this browser can’t sound`,
      remedy: t`Use another browser, or have desktop notices shown instead.`,
    },
    muted: {
      reason: t`sound is off`,
      remedy: t`Switch Sound on, and turn the volume up.`,
    },
    desktopDenied: {
      reason: t`desktop notices are blocked`,
      remedy: t`The browser was told not to show them. Open the site’s settings beside the address, allow notifications, and come back.`,
    },
    desktopMissing: {
      reason: t`this browser has no desktop notices`,
      remedy: t`Install Switchboard as an app, or use another browser.`,
    },
    desktopRefused: {
      reason: t`the system refuses desktop notices`,
      remedy: t`Allow notifications of the browser in the settings of the system, and end its Do not disturb or Focus.`,
    },
  };
}
