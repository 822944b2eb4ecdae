import type { PendingMessage, Transcript } from './transcript.ts';

/** What the visitor has said and the server does not show yet. One goes after the other, in their order. */
export class Outgoing {
  readonly #transcript: Transcript;
  #underWay: PendingMessage[] = [];
  #lastSent: Promise<void> = Promise.resolve();

  constructor(transcript: Transcript) {
    this.#transcript = transcript;
  }

  /** Shows the text at once and delivers it when its turn has come; a failure offers to try again. */
  send(text: string, deliver: () => Promise<void>): void {
    const pending = this.#transcript.addPending(text, () => {
      this.#forget(pending);
      this.send(text, deliver);
    });
    this.#underWay.push(pending);
    this.#lastSent = this.#lastSent.then(deliver).catch(() => pending.fail());
  }

  /** The server shows this text: what stood for it goes, even where its answer was lost. */
  settle(text: string): void {
    const settled = this.#underWay.find(pending => pending.text === text);
    settled?.remove();
    if (settled) this.#forget(settled);
  }

  #forget(pending: PendingMessage): void {
    this.#underWay = this.#underWay.filter(other => other !== pending);
  }
}
