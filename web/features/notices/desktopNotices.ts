import { Observable } from '../../lib/observable.ts';

/** `missing`: this browser has no desktop notices. */
export type NoticePermission = NotificationPermission | 'missing';

export type DesktopNotice = {
  readonly title: string;
  readonly body: string;
  /** A notice takes the place of an earlier one of the same tag. */
  readonly tag: string;
  /** The page that a click opens. */
  readonly path: string;
  /** Without a sound of the system: ours has been heard. */
  readonly isSilent: boolean;
};

/** `refused`: the browser allows it, and the system or the browser has thrown it away. */
export type Showing = 'refused' | 'shown' | 'unallowed';

/**
 * Notices outside of the page. Shown by the service worker where there is one: its clicks reach every tab, so that the
 * one with the chat can come forward. Else (in development) by the page, whose clicks reach the page alone.
 */
export class DesktopNotices {
  readonly permission = new Observable<NoticePermission>(readPermission());
  readonly #open: (path: string) => void;
  readonly #shown = new Map<string, Notification>();
  #status: PermissionStatus | null = null;

  /** `open` takes this page to a path, after a click on a notice. */
  constructor(open: (path: string) => void) {
    this.#open = open;
  }

  /** Follows the permission, which is changed in the browser's own settings. */
  async start(): Promise<void> {
    const status = await navigator.permissions?.query({ name: 'notifications' }).catch(() => null);
    if (status === null || status === undefined) return;
    this.#status = status;
    status.onchange = () => this.permission.set(readPermission());
  }

  /** Has the browser ask; to be called by a press of a button. Gives what the agent answered. */
  async ask(): Promise<NoticePermission> {
    if (this.permission.getSnapshot() !== 'missing') await Notification.requestPermission();
    this.permission.set(readPermission());
    return this.permission.getSnapshot();
  }

  async show(notice: DesktopNotice): Promise<Showing> {
    // Each look asks the browser's own process and waits for it: not for every notice where changes are told.
    if (this.#status === null) this.permission.set(readPermission());
    if (this.permission.getSnapshot() !== 'granted') return 'unallowed';
    const { title, path, tag, body, isSilent } = notice;
    const options = {
      body,
      tag,
      silent: isSilent,
      icon: '/icon-192.png',
      badge: '/badge-96.png',
      data: { path },
      // Missing in TypeScript's library: without it a repeated notice changes its text and nobody sees that.
      renotify: true,
    };
    try {
      const worker = await navigator.serviceWorker?.getRegistration();
      if (worker?.active) await worker.showNotification(title, options);
      else this.#showByPage(new Notification(title, options), notice);
      return 'shown';
    } catch {
      return 'refused';
    }
  }

  /** Takes away the notices that are over: all but those with these tags. */
  async keep(tags: ReadonlySet<string>): Promise<void> {
    const worker = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
    const held = (await worker?.getNotifications().catch(() => [])) ?? [];
    for (const notice of [...held, ...this.#shown.values()]) {
      if (tags.has(notice.tag)) continue;
      notice.close();
      this.#shown.delete(notice.tag);
    }
  }

  dispose(): void {
    if (this.#status !== null) this.#status.onchange = null;
    for (const notice of this.#shown.values()) notice.onclick = null;
  }

  #showByPage(shown: Notification, { tag, path }: DesktopNotice): void {
    this.#shown.set(tag, shown);
    shown.onclick = () => {
      window.focus();
      shown.close();
      this.#open(path);
    };
  }
}

function readPermission(): NoticePermission {
  return typeof Notification === 'undefined' ? 'missing' : Notification.permission;
}
