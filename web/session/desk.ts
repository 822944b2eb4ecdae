import type { ApolloClient } from '@apollo/client';
import { SessionEndedError } from 'graphql-ws-adapter-custom';
import { createApolloClient } from '../apollo/apolloClient.ts';
import { type Chat, type Standing, standingOf } from '../apollo/chat.ts';
import { ChatDirectory } from '../apollo/chatDirectory.ts';
import { DepartmentBoard } from '../apollo/departmentBoard.ts';
import { describeError, problemText } from '../apollo/describeError.ts';
import { StopAgentSessionDocument } from '../apollo/documents.ts';
import { Connection } from '../connection/connection.ts';
import type { DraftStore } from '../outbox/draftStore.ts';
import { HeldActs } from '../outbox/heldActs.ts';
import { Outbox } from '../outbox/outbox.ts';
import type { LookUpOutcome, OutboxItem, SendOutcome } from '../outbox/outboxItem.ts';
import type { OutboxStore } from '../outbox/outboxStore.ts';
import { sendItem } from '../outbox/sendItem.ts';
import type { TabClaim } from '../outbox/tabLock.ts';
import { CatchUp } from '../timeline/catchUp.ts';
import type { LiveLog } from '../timeline/decodeLog.ts';
import { startLiveFeed } from '../timeline/liveFeed.ts';
import { SeenStore } from '../timeline/seenStore.ts';
import { TimelineStore } from '../timeline/timelineStore.ts';
import { EndedChats } from './endedChats.ts';
import { Greeting } from './greeting.ts';
import { performAct } from './performAct.ts';
import { Presence } from './presence.ts';

export type DeskOptions = {
  readonly drafts: DraftStore;
  readonly outboxStore: OutboxStore;
  /** This tab's name in the outbox; let go when the desk is taken down. */
  readonly tab: TabClaim;
  /** Something went wrong that the agent has to know. */
  readonly onProblem: (title: string, detail: string | null) => void;
};

const CHANNEL_POLL_INTERVAL = 15_000;

/** All that one signed-in agent works with in this page, wired together; features read its parts. */
export class Desk {
  readonly connection = new Connection();
  readonly client: ApolloClient = createApolloClient(this.connection.client);
  readonly directory = new ChatDirectory(this.client);
  readonly departments = new DepartmentBoard(this.client);
  readonly timeline = new TimelineStore({ schedule: tellBeforePaint });
  readonly presence = new Presence(this.client);
  readonly ended = new EndedChats();
  readonly seen = new SeenStore();
  readonly greeting = new Greeting();
  readonly catchUp = new CatchUp({
    client: this.client,
    timeline: this.timeline,
    visitorOf: channelId => this.directory.visitorOf(channelId),
    visitors: () => this.directory.book.getSnapshot().chats.keys(),
  });
  readonly holds: HeldActs;
  readonly outbox: Outbox;
  readonly drafts: DraftStore;
  readonly #options: DeskOptions;
  readonly #endings: (() => void)[] = [];
  #stopFeed: (() => void) | null = null;
  /** How much the server's clock is ahead of this browser's, ms, as the last live message showed it. */
  #serverAhead = 0;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.drafts = options.drafts;
    this.outbox = this.#createOutbox();
    this.holds = this.#createHolds();
    this.#listen();
  }

  /** Where the visitor's chat stands for this agent; null when the session does not know it. */
  standingOf(chat: Chat): Standing {
    return standingOf(chat, this.presence.state.getSnapshot().me?.id ?? null);
  }

  /** Ends the agent session at Zendesk, as far as it can be reached within 3 s, and forgets what is kept here. */
  async wipe(): Promise<void> {
    const stopping = this.client.mutate({ mutation: StopAgentSessionDocument, fetchPolicy: 'no-cache' });
    await Promise.race([stopping.catch(() => undefined), new Promise(resolve => setTimeout(resolve, 3_000))]);
    this.seen.wipe();
    await Promise.all([this.drafts.wipe(), this.outbox.wipe()]);
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#stopFeed?.();
    this.holds.dispose();
    this.outbox.dispose();
    this.drafts.dispose();
    this.#options.tab.release();
    this.directory.dispose();
    this.departments.dispose();
    this.client.stop();
    this.connection.dispose();
  }

  #createOutbox(): Outbox {
    return new Outbox({
      store: this.#options.outboxStore,
      tabId: this.#options.tab.tabId,
      now: Date.now,
      createId: () => crypto.randomUUID(),
      send: item => this.#send(item),
      lookUp: item => this.#lookUp(item),
      visitorWroteSince: (visitorId, at) => {
        const last = this.timeline.conversation(visitorId).lastFrom('visitor');
        return last !== null && last.at - this.#serverAhead > at;
      },
    });
  }

  #createHolds(): HeldActs {
    return new HeldActs({
      readDepartments: () => this.departments.refresh(),
      unsentCount: visitorId => this.outbox.getSnapshot(visitorId).length,
      perform: hold =>
        performAct(hold, {
          client: this.client,
          directory: this.directory,
          me: () => this.presence.state.getSnapshot().me?.id ?? null,
        }),
      onProblem: ({ act, visitorName }, error) => {
        const done =
          act.kind === 'transfer' ? `Not transferred to ${act.departmentName}` : 'You have not left';
        const problem = problemText(describeError(error));
        this.#options.onProblem(`${done}: ${visitorName} is still with you`, problem);
      },
    });
  }

  #listen(): void {
    const { client, view } = this.connection;
    const poll = setInterval(() => this.#poll(), CHANNEL_POLL_INTERVAL);
    const onVisible = () => {
      if (document.visibilityState !== 'visible') return;
      this.#poll();
      void this.outbox.load();
    };
    document.addEventListener('visibilitychange', onVisible);
    this.#endings.push(
      client.on('connected', () => this.#connected()),
      client.on('restarted', () => void this.#synchronise()),
      client.on('closed', () => {
        this.catchUp.markGap();
        this.outbox.disconnected();
      }),
      this.departments.board.subscribe(() =>
        this.holds.departmentsChanged(this.departments.board.getSnapshot().departments),
      ),
      this.directory.book.subscribe(() => this.#noteEnded()),
      this.presence.state.subscribe(() => this.#noteEnded()),
      () => clearInterval(poll),
      () => document.removeEventListener('visibilitychange', onVisible),
    );
    if (view.getSnapshot().kind === 'live') this.#connected();
    this.#startFeed();
  }

  #connected(): void {
    if (this.#stopFeed === null) this.#startFeed();
    void this.#synchronise();
  }

  /** Subscriptions first, then the status, then what came in the gap, then what still has to go out. */
  async #synchronise(): Promise<void> {
    await Promise.all([
      this.presence.resend().catch(this.#reporting('Your status could not be sent')),
      this.directory.refresh().catch(this.#reporting('Could not read the chats')),
      this.departments.refresh().catch(() => undefined),
    ]);
    await this.catchUp.run().catch(this.#reporting('Could not read what was said'));
    if (this.connection.view.getSnapshot().kind === 'live') this.outbox.connected();
  }

  #startFeed(): void {
    this.#stopFeed = startLiveFeed({
      client: this.client,
      onLog: log => this.#take(log),
      onError: (feed, error) => {
        this.#stopFeed?.();
        this.#stopFeed = null;
        this.#report(`No live updates of ${feed}`, error);
      },
    });
  }

  #take({ entry, visitorId, channelId }: LiveLog): void {
    if (entry.kind === 'message') this.#serverAhead = entry.at - Date.now();
    const owner = visitorId ?? (channelId === null ? null : this.directory.visitorOf(channelId));
    if (owner !== null) {
      this.timeline.conversation(owner).append(entry);
      if (entry.kind === 'message' && entry.msgId !== null) this.outbox.settle(entry.msgId);
    }
    const chat = owner === null ? null : this.directory.chatOf(owner);
    const isNews = chat === null || (channelId !== null && chat.channelId !== channelId);
    if (isNews) void this.#meet();
    else if (entry.kind !== 'message' || this.#joinsSilently(chat, entry.from.id)) this.#refresh();
  }

  /** A message of an agent who is not yet among the members: the join was not told. */
  #joinsSilently(chat: Chat, speakerId: string): boolean {
    return speakerId !== chat.visitorId && !chat.agents.some(agent => agent.id === speakerId);
  }

  /** A chat that was not known: reads it, and what was said in it before. */
  async #meet(): Promise<void> {
    try {
      await this.directory.refresh();
      await this.catchUp.run();
    } catch (error) {
      this.#report('Could not read a new chat', error);
    }
  }

  #refresh(): void {
    this.directory.refresh().catch(this.#reporting('Could not read the chats'));
  }

  #poll(): void {
    if (document.visibilityState === 'visible' && this.connection.view.getSnapshot().kind === 'live') {
      this.directory.refresh().catch(() => undefined);
    }
  }

  #noteEnded(): void {
    const me = this.presence.state.getSnapshot().me?.id ?? null;
    this.ended.take(this.directory.book.getSnapshot(), me, Date.now());
  }

  async #send(item: OutboxItem): Promise<SendOutcome> {
    if (!this.directory.book.getSnapshot().loaded) return { kind: 'notSent' };
    return sendItem(this.client, this.directory.chatOf(item.visitorId), item);
  }

  async #lookUp(item: OutboxItem): Promise<LookUpOutcome> {
    try {
      const closed = await this.catchUp.run();
      if (this.timeline.conversation(item.visitorId).hasMsgId(item.msgId)) return 'found';
      return closed.has(item.visitorId) ? 'absent' : 'unknown';
    } catch {
      return 'unknown';
    }
  }

  #reporting(title: string): (error: unknown) => void {
    return error => this.#report(title, error);
  }

  /** A lost connection or an ended session is told by the bar; all else by a notice. */
  #report(title: string, error: unknown): void {
    const { kind } = this.connection.view.getSnapshot();
    if (SessionEndedError.is(error) || kind !== 'live') return;
    this.#options.onProblem(title, problemText(describeError(error)));
  }
}

/** Once a frame is as often as a list can be seen to change; a hidden page has no frames. */
function tellBeforePaint(tell: () => void): void {
  if (document.visibilityState === 'hidden') setTimeout(tell, 100);
  else requestAnimationFrame(tell);
}
