import type { ApolloClient } from '@apollo/client';
import { t } from '@lingui/core/macro';
import { EnvelopeError, SessionEndedError } from 'graphql-ws-adapter-custom';
import { wipeAnswers } from '../answers/wipeAnswers.ts';
import { AgentBoard } from '../apollo/agentBoard.ts';
import { createApolloClient } from '../apollo/apolloClient.ts';
import { type Chat, type Standing, standingOf } from '../apollo/chat.ts';
import { ChatDirectory } from '../apollo/chatDirectory.ts';
import { DepartmentBoard } from '../apollo/departmentBoard.ts';
import { departmentMemory } from '../apollo/departmentMemory.ts';
import { describeError, problemText } from '../apollo/describeError.ts';
import { StopAgentSessionDocument } from '../apollo/documents.ts';
import { Connection } from '../connection/connection.ts';
import { assertNever } from '../lib/assertNever.ts';
import { Observable } from '../lib/observable.ts';
import { ServiceClock } from '../lib/serviceClock.ts';
import type { DraftStore } from '../outbox/draftStore.ts';
import { type HeldAct, HeldActs, type Hold } from '../outbox/heldActs.ts';
import { noteHeld, takeHeldNotes } from '../outbox/heldNotes.ts';
import { Outbox } from '../outbox/outbox.ts';
import type { OutboxStore } from '../outbox/outboxStore.ts';
import type { TabClaim } from '../outbox/tabLock.ts';
import { ActRefusedError } from '../outbox/untilDone.ts';
import { settings } from '../settings/settingsStore.ts';
import { SentStructured } from '../structured/sentStructured.ts';
import { CatchUp } from '../timeline/catchUp.ts';
import type { LiveLog } from '../timeline/decodeLog.ts';
import { EarlierLogs } from '../timeline/earlierLogs.ts';
import { LiveFeed } from '../timeline/liveFeed.ts';
import { SeenStore } from '../timeline/seenStore.ts';
import { TimelineStore } from '../timeline/timelineStore.ts';
import { Delivery } from './delivery.ts';
import { EndedChats } from './endedChats.ts';
import { Farewells } from './farewells.ts';
import { Greeting } from './greeting.ts';
import { Listening } from './listening.ts';
import { performAct } from './performAct.ts';
import { Presence } from './presence.ts';
import { Recollection } from './recollection.ts';
import { statusLog } from './statusLog.ts';
import { TransferNotes } from './transferNotes.ts';
import { Upkeep } from './upkeep.ts';

export type DeskOptions = {
  readonly drafts: DraftStore;
  /** What the agent noted about visitors. */
  readonly notes: DraftStore;
  readonly outboxStore: OutboxStore;
  /** This tab's name in the outbox; let go when the desk is taken down. */
  readonly tab: TabClaim;
  /** Something went wrong that the agent has to know. */
  readonly onProblem: (title: string, detail: string | null) => void;
};

/** All that one signed-in agent works with in this page, wired together; features read its parts. */
export class Desk {
  readonly connection = new Connection();
  readonly client: ApolloClient = createApolloClient(this.connection.client);
  readonly directory = new ChatDirectory(this.client);
  readonly departments = new DepartmentBoard(this.client, () => this.#isLive(), departmentMemory);
  readonly agents = new AgentBoard(this.client, () => this.#isLive());
  readonly timeline = new TimelineStore({ schedule: tellBeforePaint });
  readonly presence = new Presence(this.client);
  readonly ended = new EndedChats({
    timeline: this.timeline,
    openArchive: async () => new (await import('./endedArchive.ts')).EndedArchive(),
  });
  /** The service's clock beside this browser's. */
  readonly serviceClock = new ServiceClock();
  readonly transfers = new TransferNotes();
  readonly listening = new Listening({
    client: this.client,
    refresh: () => this.directory.refresh(),
    chatOf: visitorId => this.directory.chatOf(visitorId),
    onError: (title, error) => this.#report(title, error),
  });
  readonly seen = new SeenStore();
  readonly sentStructured = new SentStructured();
  readonly greeting = new Greeting();
  readonly farewells = new Farewells();
  readonly catchUp = new CatchUp({
    client: this.client,
    timeline: this.timeline,
    visitorOf: channelId => this.directory.visitorOf(channelId),
    visitors: () => this.directory.book.getSnapshot().chats.keys(),
    onBeginning: visitorId => this.earlier.noteBeginning(visitorId),
  });
  readonly earlier = new EarlierLogs({
    client: this.client,
    timeline: this.timeline,
    chatOf: visitorId => this.directory.chatOf(visitorId),
    countChats: () => this.directory.book.getSnapshot().chats.size,
  });
  readonly holds: HeldActs;
  readonly outbox: Outbox;
  readonly drafts: DraftStore;
  readonly notes: DraftStore;
  readonly recollection: Recollection;
  /** Which department this page has handed a visitor to, and when (UNIX ms). */
  readonly handedOver = new Observable<
    ReadonlyMap<string, { readonly department: string; readonly at: number }>
  >(new Map());
  readonly #options: DeskOptions;
  readonly #endings: (() => void)[] = [];
  readonly #delivery = new Delivery({
    client: this.client,
    directory: this.directory,
    timeline: this.timeline,
    catchUp: this.catchUp,
    me: () => this.#me(),
  });
  readonly #upkeep: Upkeep;
  readonly #feed: LiveFeed;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.drafts = options.drafts;
    this.notes = options.notes;
    this.outbox = this.#createOutbox();
    this.holds = this.#createHolds();
    this.recollection = new Recollection({
      ended: this.ended,
      timeline: this.timeline,
      holds: () => this.holds.state.getSnapshot().filter(({ phase }) => phase === 'sending'),
      me: () => this.#me(),
    });
    this.#upkeep = this.#createUpkeep();
    this.#feed = this.#createFeed();
    this.#listen();
  }

  /** Where the visitor's chat stands for this agent; null when the session does not know it. */
  standingOf(chat: Chat): Standing {
    return standingOf(chat, this.#me());
  }

  /** Ends the agent session at Zendesk, as far as it can be reached within 3 s, and forgets what is kept here. */
  async wipe(): Promise<void> {
    const stopping = this.client.mutate({ mutation: StopAgentSessionDocument, fetchPolicy: 'no-cache' });
    await Promise.race([stopping.catch(() => undefined), new Promise(resolve => setTimeout(resolve, 3_000))]);
    this.connection.dispose();
    this.seen.wipe();
    this.sentStructured.wipe();
    this.presence.wipe();
    statusLog.wipe();
    this.listening.wipe();
    departmentMemory.wipe();
    this.transfers.wipe();
    const kept = [this.drafts, this.notes, this.outbox, this.ended, this.recollection];
    // A browser that stores nothing has nothing to forget.
    await Promise.allSettled([wipeAnswers(), ...kept.map(store => store.wipe())]);
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#feed.stop();
    this.#upkeep.dispose();
    this.holds.dispose();
    this.outbox.dispose();
    this.#delivery.dispose();
    this.drafts.dispose();
    this.notes.dispose();
    this.recollection.dispose();
    this.agents.dispose();
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
      agentId: () => this.#me(),
      now: Date.now,
      createId: () => crypto.randomUUID(),
      send: item => this.#delivery.send(item),
      lookUp: item => this.#delivery.lookUp(item),
      visitorWroteSince: (visitorId, at) => {
        const last = this.timeline.conversation(visitorId).lastFrom('visitor');
        return last !== null && last.at - this.serviceClock.estimate() > at;
      },
    });
  }

  #createHolds(): HeldActs {
    return new HeldActs({
      readDepartments: () => this.departments.refresh(),
      readAgents: () => this.agents.refresh(),
      holdTime: () => settings.values.getSnapshot().holdSeconds * 1_000,
      unsentCount: visitorId => this.outbox.getSnapshot(visitorId).length,
      perform: async hold => {
        await performAct(hold, this.outbox);
        await this.directory.refresh().catch(() => undefined);
        this.farewells.write(hold.visitorId, null);
        this.#noteHandedOver(hold);
      },
      onProblem: (hold, error) => {
        const problem = ActRefusedError.is(error) ? error.reason : describeError(error);
        this.#options.onProblem(notDoneText(hold), problemText(problem));
      },
    });
  }

  #createUpkeep(): Upkeep {
    return new Upkeep({
      presence: this.presence,
      directory: this.directory,
      catchUp: this.catchUp,
      outbox: this.outbox,
      isLive: () => this.#isLive(),
      onError: (title, error) => this.#report(title, error),
    });
  }

  #createFeed(): LiveFeed {
    return new LiveFeed({
      client: this.client,
      onLog: log => this.#take(log),
      onError: (feed, error) => {
        this.#upkeep.news();
        this.#report(t`Something is missing from the live updates of ${feed}`, error);
      },
    });
  }

  #listen(): void {
    const { client } = this.connection;
    const onVisible = () => this.#upkeep.poll();
    document.addEventListener('visibilitychange', onVisible);
    this.#endings.push(
      this.outbox.subscribe(() => this.sentStructured.note(this.outbox, Date.now())),
      this.sentStructured.follow(),
      client.on('connected', () => {
        this.#feed.start();
        this.#upkeep.connected();
        void this.listening.resume();
      }),
      client.on('restarted', () => this.#upkeep.connected()),
      client.on('closed', () => {
        this.catchUp.markGap();
        this.outbox.disconnected();
      }),
      this.departments.board.subscribe(() =>
        this.holds.departmentsChanged(this.departments.board.getSnapshot().departments),
      ),
      this.holds.state.subscribe(() => this.#noteHeld()),
      this.directory.book.subscribe(() => this.#noteEnded()),
      this.presence.state.subscribe(() => this.#noteEnded()),
      () => document.removeEventListener('visibilitychange', onVisible),
    );
    for (const text of takeHeldNotes())
      this.#options.onProblem(text, t`The page was left before it was done.`);
    this.#feed.start();
    if (this.#isLive()) this.#upkeep.connected();
  }

  #take({ entry, visitorId, channelId }: LiveLog): void {
    if (entry.kind === 'message') this.serviceClock.note(entry.at, Date.now());
    const owner = visitorId ?? (channelId === null ? null : this.directory.visitorOf(channelId));
    if (owner !== null) {
      this.timeline.conversation(owner).append(entry);
      if (entry.kind === 'message' && entry.msgId !== null) this.outbox.settle(entry.msgId);
    }
    const chat = owner === null ? null : this.directory.chatOf(owner);
    const isNews = chat === null || (channelId !== null && chat.channelId !== channelId);
    if (isNews || entry.kind !== 'message' || this.#joinsSilently(chat, entry.from.id)) this.#upkeep.news();
  }

  /** A message of an agent who is not yet among the members: the join was not told. */
  #joinsSilently(chat: Chat, speakerId: string): boolean {
    return speakerId !== chat.visitorId && !chat.agents.some(agent => agent.id === speakerId);
  }

  #noteHandedOver({ visitorId, act }: Hold): void {
    const handed = new Map(this.handedOver.getSnapshot());
    if (act.kind === 'transfer') handed.set(visitorId, { department: act.departmentName, at: Date.now() });
    else handed.delete(visitorId);
    this.handedOver.set(handed);
  }

  #noteHeld(): void {
    const open = this.holds.state.getSnapshot().filter(({ phase }) => phase !== 'sending');
    noteHeld(open.map(notDoneText));
  }

  #noteEnded(): void {
    const book = this.directory.book.getSnapshot();
    this.ended.take(book, this.#me(), Date.now());
    this.listening.take(book, this.#me());
    this.transfers.take(book, this.#me(), Date.now() + this.serviceClock.estimate());
  }

  #me(): string | null {
    return this.presence.state.getSnapshot().me?.id ?? null;
  }

  #isLive(): boolean {
    return this.connection.view.getSnapshot().kind === 'live';
  }

  /** A lost connection or an ended session is told by the bar; all else by a notice. */
  #report(title: string, error: unknown): void {
    if (SessionEndedError.is(error) || !this.#isLive()) return;
    if (EnvelopeError.is(error) && error.errorName === 'UNAUTHORIZED') {
      this.connection.noteSignedOut();
      return;
    }
    this.#options.onProblem(title, problemText(describeError(error)));
  }
}

function notDoneText({ act, visitorName }: Hold): string {
  const undone = notDone(act);
  return t`${undone}: ${visitorName} is still with you`;
}

function notDone(act: HeldAct): string {
  switch (act.kind) {
    case 'transfer':
      return t`Not transferred to ${{ departmentName: act.departmentName }}`;
    case 'leave':
      return t`You have not left`;
    case 'invite':
      return act.leave
        ? t`Not handed over to ${{ agentName: act.agentName }}`
        : t`${{ agentName: act.agentName }} was not invited`;
    default:
      return assertNever(act);
  }
}

/** Once a frame is as often as a list can be seen to change; a hidden page has no frames. */
function tellBeforePaint(tell: () => void): void {
  if (document.visibilityState === 'hidden') setTimeout(tell, 100);
  else requestAnimationFrame(tell);
}
