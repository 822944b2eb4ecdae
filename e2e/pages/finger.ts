import type { CDPSession, Locator, Page } from '@playwright/test';
import { centreOf } from './dragByMouse.ts';

type Point = { readonly x: number; readonly y: number };

/** One finger on a page that is touched. */
export class Finger {
  readonly #session: CDPSession;
  #at: Point = { x: 0, y: 0 };

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async on(page: Page): Promise<Finger> {
    return new Finger(await page.context().newCDPSession(page));
  }

  async press(element: Locator): Promise<void> {
    this.#at = await centreOf(element);
    await this.#touch('touchStart');
  }

  /** Goes there as a finger does, by way of what lies between. */
  async moveTo(element: Locator): Promise<void> {
    const { x, y } = await centreOf(element);
    await this.moveBy(x - this.#at.x, y - this.#at.y);
  }

  async moveBy(x: number, y: number): Promise<void> {
    const from = this.#at;
    const steps = 8;
    for (let step = 1; step <= steps; step += 1) {
      this.#at = { x: from.x + (x * step) / steps, y: from.y + (y * step) / steps };
      await this.#touch('touchMove');
    }
  }

  async lift(): Promise<void> {
    await this.#touch('touchEnd');
  }

  async #touch(type: 'touchEnd' | 'touchMove' | 'touchStart'): Promise<void> {
    const touchPoints = type === 'touchEnd' ? [] : [this.#at];
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}
