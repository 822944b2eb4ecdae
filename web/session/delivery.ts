import type { ApolloClient } from '@apollo/client';
import { standingOf } from '../apollo/chat.ts';
import type { ChatDirectory } from '../apollo/chatDirectory.ts';
import type { Act } from '../outbox/act.ts';
import { hasHappened } from '../outbox/hasHappened.ts';
import type { LookUpOutcome, OutboxItem, SendOutcome } from '../outbox/outboxItem.ts';
import type { Ask } from '../outbox/sendAct.ts';
import { rejected, sendItem } from '../outbox/sendItem.ts';
import type { CatchUp } from '../timeline/catchUp.ts';
import type { Conversation } from '../timeline/conversation.ts';
import type { TimelineStore } from '../timeline/timelineStore.ts';
import { hasStructuredSince } from './hasStructuredSince.ts';

export type DeliveryOptions = {
  readonly client: ApolloClient;
  readonly directory: ChatDirectory;
  readonly timeline: TimelineStore;
  readonly catchUp: CatchUp;
  /** The agent's own id, or null while it is not known. */
  readonly me: () => string | null;
};

/** How long (ms) a reply whose answer came may wait for its echo before the logs are read. */
const ECHO_TIME = 1_500;

const NOT_SERVED = rejected('NOT_SERVED', 'You are not in this chat any more. Serve the visitor to answer.');

/** How the outbox reaches the visitor: into which chat a reply goes, and how it is known to have arrived. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #waiting = new Set<() => void>();
  /** By `msgId`: the last entry of the chat before a structured message was sent; null when there was none. */
  readonly #before = new Map<string, string | null>();

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Sending is joining: a reply goes only into a chat that is the agent's, unless it is what takes the chat. */
  async send(item: OutboxItem): Promise<SendOutcome> {
    const { directory, me } = this.#options;
    const { visitorId, act } = item;
    if (!directory.book.getSnapshot().loaded || me() === null) return { kind: 'notSent' };
    if (needsToBeMine(act) && !this.#isMine(visitorId)) {
      await directory.refresh().catch(() => undefined);
      if (directory.chatOf(visitorId) !== null && !this.#isMine(visitorId)) return NOT_SERVED;
    }
    if (act.kind === 'structured') this.#noteBefore(item);
    const outcome = await sendItem(this.#ask, directory.chatOf(visitorId), item);
    if (outcome.kind !== 'sent') return outcome;
    this.#before.delete(item.msgId);
    if (act.kind === 'message') await this.#untilShown(item);
    else await directory.refresh().catch(() => undefined);
    return outcome;
  }

  /** Reads the logs, or the channels, and says whether it has happened. */
  async lookUp({ visitorId, msgId, act }: OutboxItem): Promise<LookUpOutcome> {
    const { directory, me } = this.#options;
    try {
      if (act.kind !== 'message' && act.kind !== 'structured') {
        await directory.refresh();
        return hasHappened(act, directory.chatOf(visitorId), me());
      }
      const closed = await this.#options.catchUp.run();
      const conversation = this.#options.timeline.conversation(visitorId);
      if (act.kind === 'structured') {
        const before = this.#before.get(msgId);
        const isThere = before !== undefined && hasStructuredSince(conversation, before, me(), act.message);
        // Which words the logs would have of it is not published: not to find it proves nothing.
        return isThere ? 'found' : 'unknown';
      }
      if (conversation.hasMsgId(msgId)) return 'found';
      return closed.has(visitorId) ? 'absent' : 'unknown';
    } catch {
      return 'unknown';
    }
  }

  /** Waits for no echo any more. */
  dispose(): void {
    for (const stop of this.#waiting) stop();
    this.#waiting.clear();
  }

  readonly #ask: Ask = async (mutation, variables) => {
    const { data } = await this.#options.client.mutate({ mutation, variables, fetchPolicy: 'no-cache' });
    return data ?? null;
  };

  /** What stood there before the first try is not it. */
  #noteBefore({ msgId, visitorId }: OutboxItem): void {
    if (this.#before.has(msgId)) return;
    this.#before.set(msgId, this.#options.timeline.conversation(visitorId).last()?.id ?? null);
  }

  #isMine(visitorId: string): boolean {
    const { directory, me } = this.#options;
    const chat = directory.chatOf(visitorId);
    return chat !== null && standingOf(chat, me()) === 'mine';
  }

  /** A sent reply leaves the outbox when it stands in the conversation; a lost echo is looked up in the logs. */
  async #untilShown({ visitorId, msgId }: OutboxItem): Promise<void> {
    const conversation = this.#options.timeline.conversation(visitorId);
    await this.#echo(conversation, msgId);
    if (!conversation.hasMsgId(msgId)) await this.#options.catchUp.run().catch(() => undefined);
  }

  /** Resolves with the echo, or when its time is over. */
  #echo(conversation: Conversation, msgId: string): Promise<void> {
    if (conversation.hasMsgId(msgId)) return Promise.resolve();
    return new Promise(resolve => {
      const stop = () => {
        clearTimeout(timer);
        unsubscribe();
        this.#waiting.delete(stop);
        resolve();
      };
      const timer = setTimeout(stop, ECHO_TIME);
      const unsubscribe = conversation.subscribe(() => conversation.hasMsgId(msgId) && stop());
      this.#waiting.add(stop);
    });
  }
}

/** What takes the chat, and what concerns the visitor alone, needs no place in it. */
function needsToBeMine(act: Act): boolean {
  return act.kind === 'message' ? !act.backoff : act.kind !== 'visitorEdit';
}
