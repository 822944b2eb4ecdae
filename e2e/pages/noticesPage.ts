import type { Locator, Page, Worker } from '@playwright/test';

/** A desktop notice that the system shows. */
export type ShownNotice = { readonly title: string; readonly body: string; readonly tag: string };

/** What one page has sounded: the pitches (Hz) of each tune, and when it began (ms). */
export type Sounded = { readonly pitches: readonly number[]; readonly at: number };

/** The bell in the header, its panel, and what the page tells outside of itself. */
export class NoticesPage {
  readonly page: Page;
  readonly bell: Locator;
  readonly panel: Locator;
  readonly ringMe: Locator;
  readonly offer: Locator;

  constructor(page: Page) {
    this.page = page;
    this.bell = page.getByRole('button', { name: /^Notices/u });
    this.panel = page.getByRole('dialog', { name: 'Notices' });
    this.ringMe = this.panel.getByRole('button', { name: 'Ring me' });
    this.offer = page.getByRole('region', { name: 'Desktop notices' });
  }

  /** To be called before the page is opened: notes each tone that is started in it. */
  static async spyOnSound(page: Page): Promise<void> {
    await page.addInitScript(noteTones);
  }

  /** To be called before the page is opened: no sound before a touch, as people's browsers have it and headless ones not. */
  static async forbidSound(page: Page): Promise<void> {
    await page.addInitScript(waitForTouch);
  }

  async openPanel(): Promise<void> {
    await this.bell.click();
    await this.ringMe.waitFor();
  }

  /** Switches a setting on or off, by the keyboard: the switch itself is drawn by its label. */
  async toggle(name: RegExp | string): Promise<void> {
    await this.panel.getByRole('switch', { name }).press('Space');
  }

  /** What the page has sounded; tones that are started at once are one tune. */
  sounded(): Promise<readonly Sounded[]> {
    return this.page.evaluate(readTunes);
  }

  /** The address of the page's icon, decoded. */
  async icon(): Promise<string> {
    return decodeURIComponent((await this.page.locator('link[rel="icon"]').getAttribute('href')) ?? '');
  }

  /** The desktop notices that stand on the screen just now. Needs the service worker. */
  shown(): Promise<readonly ShownNotice[]> {
    return this.page.evaluate(async () => {
      const { getNotifications } = await navigator.serviceWorker.ready.then(registration => ({
        getNotifications: () => registration.getNotifications(),
      }));
      return (await getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
    });
  }

  /** The service worker of the page, once it is in charge. */
  async worker(): Promise<Worker> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    const [worker] = this.page.context().serviceWorkers();
    if (worker === undefined) throw new Error('Expected a service worker, got none.');
    return worker;
  }

  /** Clicks the desktop notice of this title, as the system does it. */
  async click(title: string): Promise<void> {
    const worker = await this.worker();
    await worker.evaluate(clickNotice, title);
  }

  /** Makes the page believe that its window has the focus, or has not: headless pages always have it. */
  async setFocus(isFocused: boolean): Promise<void> {
    await this.page.evaluate(focused => {
      document.hasFocus = () => focused;
      dispatchEvent(new Event(focused ? 'focus' : 'blur'));
    }, isFocused);
  }
}

/** Runs in the page. */
function noteTones(): void {
  const tunes: { pitches: number[]; at: number }[] = [];
  let playing: number[] | null = null;
  Reflect.set(window, 'tunesOfThisPage', tunes);
  const note = (hz: number) => {
    if (playing === null) {
      playing = [];
      tunes.push({ pitches: playing, at: Date.now() });
      queueMicrotask(() => {
        playing = null;
      });
    }
    playing.push(Math.round(hz));
  };
  class NotedOscillatorNode extends OscillatorNode {
    override start(when?: number): void {
      note(this.frequency.value);
      super.start(when);
    }
  }
  window.OscillatorNode = NotedOscillatorNode;
}

/** Runs in the page. */
function waitForTouch(): void {
  let isTouched = false;
  addEventListener('pointerdown', () => (isTouched = true), { capture: true });
  class UntouchedAudioContext extends AudioContext {
    override get state(): AudioContextState {
      return isTouched ? super.state : 'suspended';
    }
    override resume(): Promise<void> {
      return isTouched ? super.resume() : new Promise(() => undefined);
    }
  }
  window.AudioContext = UntouchedAudioContext;
}

/** Runs in the page. */
function readTunes(): Sounded[] {
  return Reflect.get(window, 'tunesOfThisPage');
}

/** Runs in the service worker, whose types are not those of the tests. */
async function clickNotice(title: string): Promise<void> {
  const registration: ServiceWorkerRegistration = Reflect.get(globalThis, 'registration');
  const notice = (await registration.getNotifications()).find(candidate => candidate.title === title);
  if (notice === undefined) throw new Error(`There is no notice "${title}".`);
  const Click: new (type: string, init: object) => Event = Reflect.get(globalThis, 'NotificationEvent');
  dispatchEvent(new Click('notificationclick', { notification: notice }));
}
