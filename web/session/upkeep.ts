import { t } from '@lingui/core/macro';
import type { ChatDirectory } from '../apollo/chatDirectory.ts';
import { SharedRead } from '../lib/sharedRead.ts';
import type { CatchUp } from '../timeline/catchUp.ts';

export type UpkeepOptions = {
  readonly directory: ChatDirectory;
  readonly catchUp: CatchUp;
  /** The logs have been read. */
  readonly onCaughtUp?: () => void;
  /** The service has answered: what failed before may be tried again. */
  readonly onAnswered?: () => void;
  readonly isLive: () => boolean;
  readonly onError: (title: string, error: unknown) => void;
};

/** How far apart (ms) reads for new chats begin, however many visitors come. */
const NEWS_INTERVAL = 1_000;
/** Nothing tells of a channel that a colleague took: the channels are read this often (ms) anyway. */
const POLL_INTERVAL = 15_000;

/**
 * Keeps the chats true: after each connection, after news, and from time to time. What a failed read still owes is
 * made up for by the next one.
 */
export class Upkeep {
  readonly #options: UpkeepOptions;
  readonly #round = new SharedRead(() => this.#run());
  readonly #poll: ReturnType<typeof setInterval>;
  #news: ReturnType<typeof setTimeout> | null = null;
  #lastNews = 0;
  #owesLogs = true;

  constructor(options: UpkeepOptions) {
    this.#options = options;
    this.#poll = setInterval(() => this.poll(), POLL_INTERVAL);
  }

  /** There is a new connection: channels, then logs. */
  connected(): void {
    this.#owesLogs = true;
    void this.#round.run();
  }

  /** A chat that was not known, or whose members changed: its channel and what was said in it are read. */
  news(): void {
    this.#owesLogs = true;
    if (this.#news !== null) return;
    const wait = Math.max(0, this.#lastNews + NEWS_INTERVAL - Date.now());
    this.#news = setTimeout(() => {
      this.#news = null;
      this.#lastNews = Date.now();
      void this.#round.run();
    }, wait);
  }

  /** Reads the channels, and whatever is owed, while somebody looks. */
  poll(): void {
    if (document.visibilityState === 'visible' && this.#options.isLive()) void this.#round.run();
  }

  dispose(): void {
    clearInterval(this.#poll);
    if (this.#news !== null) clearTimeout(this.#news);
  }

  async #run(): Promise<void> {
    const isAnswered = await this.#options.directory.refresh().then(
      () => true,
      (error: unknown) => {
        this.#options.onError(t`Could not read the chats`, error);
        return false;
      },
    );
    await this.#readLogs();
    if (isAnswered) this.#options.onAnswered?.();
  }

  async #readLogs(): Promise<void> {
    if (!this.#owesLogs) return;
    this.#owesLogs = false;
    try {
      await this.#options.catchUp.run();
      this.#options.onCaughtUp?.();
    } catch (error) {
      this.#owesLogs = true;
      this.#options.onError(t`Could not read what was said`, error);
    }
  }
}
