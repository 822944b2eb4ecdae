import { isRecord } from '../../lib/decode.ts';
import { type Attendance, decodeAttendance, present } from './attendance.ts';

export type TabTalkOptions = {
  readonly describe: () => Attendance;
  /** Another tab has come, gone, or changed. */
  readonly onChange: () => void;
  /** Default: BroadcastChannel `switchboard-notices`; null where there is none, and the tab knows of no other. */
  readonly channel?: BroadcastChannel | null;
  /** UNIX ms. */
  readonly now?: () => number;
};

/** What the tabs of a browser tell each other of themselves, so that one of them tells the agent. */
export class TabTalk {
  readonly #options: TabTalkOptions;
  readonly #channel: BroadcastChannel | null;
  readonly #heard = new Map<string, Attendance>();

  constructor(options: TabTalkOptions) {
    this.#options = options;
    this.#channel = options.channel === undefined ? openChannel() : options.channel;
    if (this.#channel !== null) this.#channel.onmessage = event => this.#hear(event.data);
    this.#channel?.postMessage({ asks: true });
    this.say();
  }

  /** Tells the others how this tab is now. To be called after each change, and every few seconds. */
  say(): void {
    this.#channel?.postMessage(this.#options.describe());
  }

  /** The other tabs that have been heard of lately. */
  others(): readonly Attendance[] {
    return present(this.#heard.values(), (this.#options.now ?? Date.now)());
  }

  /** Says goodbye, as when the page is left; it may come back, and `say` so. */
  leave(): void {
    this.#channel?.postMessage({ gone: this.#options.describe().tabId });
  }

  dispose(): void {
    this.leave();
    this.#channel?.close();
  }

  #hear(message: unknown): void {
    if (!isRecord(message)) return;
    const { gone, asks } = message;
    const told = decodeAttendance(message);
    if (asks === true) this.say();
    if (typeof gone === 'string') this.#heard.delete(gone);
    if (told !== null) this.#heard.set(told.tabId, told);
    if (asks !== true) this.#options.onChange();
  }
}

function openChannel(): BroadcastChannel | null {
  return typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('switchboard-notices');
}
