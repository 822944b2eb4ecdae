import type { Chat } from '../apollo/chat.ts';
import type { Database } from '../lib/database.ts';
import type { Unsubscribe } from '../lib/observable.ts';
import { readOnce } from '../lib/readOnce.ts';
import type { Hold } from '../outbox/heldActs.ts';
import type { TimelineStore } from '../timeline/timelineStore.ts';
import type { PastTransfers } from '../transfers/pastTransfers.ts';
import type { ChatLog } from '../visitors/chatLog.ts';
import type { Outcome } from '../visitors/earlierChat.ts';
import type { EndedChat, EndedChats } from './endedChats.ts';

export type RecollectionOptions = {
  readonly ended: EndedChats;
  readonly timeline: TimelineStore;
  /** What is being carried out: how a chat that ends just now ends. */
  readonly holds: () => readonly Hold[];
  /** The agent's own id, or null while it is not known. */
  readonly me: () => string | null;
  /** Default: the page's. */
  readonly database?: Database;
};

/** A chat that is told to have ended longer ago (ms) was told before, by an earlier page. */
const JUST_NOW = 60_000;

/** What this browser remembers of the agent's chats that have ended. Its parts are loaded when they are first needed. */
export class Recollection {
  readonly #options: RecollectionOptions;
  readonly #noted = new Set<EndedChat>();
  readonly #stop: Unsubscribe;
  readonly #chatLog = readOnce(async () => {
    const module = await import('../visitors/chatLog.ts');
    return new module.ChatLog(this.#options.database);
  });
  readonly #pastTransfers = readOnce(async () => {
    const module = await import('../transfers/pastTransfers.ts');
    return new module.PastTransfers(this.#options.database);
  });

  constructor(options: RecollectionOptions) {
    this.#options = options;
    this.#stop = options.ended.list.subscribe(() => this.#noteEnded());
  }

  /** The chats that have ended. */
  chatLog(): Promise<ChatLog> {
    return this.#chatLog();
  }

  /** What the transfers among them teach, of the agent who is signed in. */
  async pastTransfers(): Promise<PastTransfers> {
    const past = await this.#pastTransfers();
    const me = this.#options.me();
    if (me !== null) await past.openFor(me);
    return past;
  }

  /** Forgets the chats, as at sign-out. What transfers teach holds no text, and stays until the agent makes it forget. */
  async wipe(): Promise<void> {
    await (await this.chatLog()).wipe();
  }

  dispose(): void {
    this.#stop();
  }

  #noteEnded(): void {
    const now = Date.now();
    for (const item of this.#options.ended.list.getSnapshot()) {
      if (this.#noted.has(item)) continue;
      this.#noted.add(item);
      // A browser that stores nothing, or a part that can't be loaded, remembers nothing.
      if (now - item.at < JUST_NOW) this.#note(item).catch(() => undefined);
    }
  }

  async #note({ chat, at }: EndedChat): Promise<void> {
    const { holds, me } = this.#options;
    const agent = me();
    const act = holds().find(({ visitorId }) => visitorId === chat.visitorId)?.act ?? null;
    if (agent === null) return;
    const isNew = await this.#record(agent, chat, at, outcomeOf(act));
    if (isNew) await this.#learn(chat, act?.kind === 'transfer' ? act.departmentId : null);
  }

  /** Says whether it was new. */
  async #record(
    agent: string,
    { visitorId, name }: Chat,
    endedAt: number,
    outcome: Outcome,
  ): Promise<boolean> {
    const [log, { linesOf }] = await Promise.all([this.chatLog(), import('../visitors/earlierChat.ts')]);
    const before = (await log.chatsWith(agent, visitorId))[0]?.lines.at(-1)?.at ?? 0;
    const lines = linesOf(this.#options.timeline.conversation(visitorId), before);
    const startedAt = lines[0]?.at ?? endedAt;
    return log.record(agent, { visitorId, name, startedAt, endedAt, outcome, lines });
  }

  async #learn(chat: Chat, departmentId: string | null): Promise<void> {
    const [past, { saidIn }] = await Promise.all([this.pastTransfers(), import('../transfers/saidIn.ts')]);
    await past.learn(departmentId, saidIn(chat, this.#options.timeline.conversation(chat.visitorId)));
  }
}

function outcomeOf(act: Hold['act'] | null): Outcome {
  switch (act?.kind) {
    case 'transfer':
      return { kind: 'handedOver', to: act.departmentName };
    case 'invite':
      return { kind: 'handedOver', to: act.agentName };
    case 'leave':
      return { kind: 'left' };
    default:
      return { kind: 'ended' };
  }
}
