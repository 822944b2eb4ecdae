import type { Ask } from '../apollo/askOver.ts';
import { standingOf } from '../apollo/chat.ts';
import { problemOf } from '../apollo/problem.ts';
import { type Act, takesChat } from './act.ts';
import { hasHappened } from './hasHappened.ts';
import type { Ledger } from './ledger.ts';
import type { LookUpOutcome, OutboxItem, SendOutcome } from './outboxItem.ts';
import { rejected, sendItem } from './sendItem.ts';

export type DeliveryOptions = {
  readonly ask: Ask;
  readonly ledger: Ledger;
  /** The agent's own id, or null while it is not known. */
  readonly me: () => string | null;
};

const NOT_SERVED = rejected('NOT_SERVED', 'You are not in this chat any more. Serve the visitor to answer.');

/** How the outbox reaches the visitor: into which chat an act goes, and how it is known to have arrived. */
export class Delivery {
  readonly #options: DeliveryOptions;
  /** By `msgId`: the last entry of the chat before a structured message was first sent. */
  readonly #before = new Map<string, string>();

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Sending is joining: a reply goes only into a chat that is the agent's, unless it is what takes the chat. */
  async send(item: OutboxItem): Promise<SendOutcome> {
    const { ask, ledger, me } = this.#options;
    const { visitorId, act } = item;
    const isReachable = () =>
      needsToBeMine(act) ? this.#isMine(visitorId) : ledger.chatOf(visitorId) !== null;
    if (me() === null) return { kind: 'notSent' };
    if (!isReachable()) {
      const failure = await ledger.refresh().then(() => null, notRead);
      if (failure !== null) return failure;
    }
    const chat = ledger.chatOf(visitorId);
    if (chat !== null && !isReachable()) return NOT_SERVED;
    if (act.kind === 'structured') this.#noteBefore(item);
    const outcome = await sendItem(ask, chat, item);
    if (outcome.kind !== 'unsure') this.#before.delete(item.msgId);
    if (outcome.kind === 'sent' && act.kind !== 'message') await ledger.refresh().catch(() => undefined);
    return outcome;
  }

  /** Reads the logs, or the channels, and says whether it has happened. */
  async lookUp({ visitorId, msgId, act, createdAt }: OutboxItem): Promise<LookUpOutcome> {
    const { ledger, me } = this.#options;
    if (act.kind === 'message') return ledger.lookFor(msgId, visitorId, createdAt);
    if (act.kind === 'structured') {
      const after = this.#before.get(msgId);
      if (after === undefined) return 'unknown';
      return ledger.lookForStructured(act.message, { visitorId, me: me(), after });
    }
    await ledger.refresh();
    return hasHappened(act, ledger.chatOf(visitorId), me());
  }

  /** What stood there before the first try is not it. */
  #noteBefore({ msgId, visitorId }: OutboxItem): void {
    const last = this.#options.ledger.lastEntryOf(visitorId);
    if (last !== null && !this.#before.has(msgId)) this.#before.set(msgId, last);
  }

  #isMine(visitorId: string): boolean {
    const { ledger, me } = this.#options;
    const chat = ledger.chatOf(visitorId);
    return chat !== null && standingOf(chat, me()) === 'mine';
  }
}

/** Where the chat stands is not known: nothing has been sent, and nothing can be said of it. */
function notRead(error: unknown): SendOutcome {
  const { code, message, uuid } = problemOf(error);
  return code === 'UNAUTHORIZED'
    ? { kind: 'rejected', reason: { code, message, uuid } }
    : { kind: 'notSent' };
}

/** What takes the chat, and what concerns the visitor alone, needs no place in it. */
function needsToBeMine(act: Act): boolean {
  return !takesChat(act) && act.kind !== 'visitorEdit';
}
