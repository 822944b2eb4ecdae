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
import type { OwnerSearch, OwnerSearchOptions } from '../connection/ownerSearch.ts';
import { TabConnection } from '../connection/tabConnection.ts';
import { assertNever } from '../lib/assertNever.ts';
import { Observable } from '../lib/observable.ts';
import { ServiceClock } from '../lib/serviceClock.ts';
import { tellBeforePaint } from '../lib/tellBeforePaint.ts';
import type { DraftStore } from '../outbox/draftStore.ts';
import { type HeldAct, HeldActs, type Hold } from '../outbox/heldActs.ts';
import { noteHeld, takeHeldNotes } from '../outbox/heldNotes.ts';
import type { OutboxMirror } from '../outbox/outboxMirror.ts';
import type { OutgoingNotes } from '../outbox/outgoingNotes.ts';
import { reasonWords } from '../outbox/reasonWords.ts';
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
import { Absence } from './absence.ts';
import { EndedChats } from './endedChats.ts';
import { Farewells } from './farewells.ts';
import { Greeting } from './greeting.ts';
import { Listening } from './listening.ts';
import { performAct } from './performAct.ts';
import type { PresenceMirror } from './presenceMirror.ts';
import { Recollection } from './recollection.ts';
import { statusLog } from './statusLog.ts';
import { TransferNotes } from './transferNotes.ts';
import { Upkeep } from './upkeep.ts';

/** How long (ms) a sign-out waits for the owner of the connection. */
const OWNER_PATIENCE = 5_000;
/** Of a chat that grows and grows so many entries stay, and up to as many more until the older ones are let go. */
const ENTRIES_HELD = 900;

export type DeskOptions = {
  readonly drafts: DraftStore;
  /** What the agent noted about visitors. */
  readonly notes: DraftStore;
  /** What this tab has sent and the owner of the outbox has not confirmed. */
  readonly outgoing: OutgoingNotes;
  /** This tab's name; let go when the desk is taken down. */
  readonly tab: TabClaim;
  /** How this tab finds the owner of the connection. */
  readonly findOwner: (
    options: OwnerSearchOptions,
  ) => Pick<OwnerSearch, 'start' | 'found' | 'moved' | 'dispose'>;
  /** Something went wrong that the agent has to know. */
  readonly onProblem: (title: string, detail: string | null) => void;
  /** The agent has signed out, in this tab or another: all that was kept here is forgotten, and the desk is gone. */
  readonly onGoodbye: () => void;
};

/** All that one signed-in agent works with in this page, wired together; features read its parts. */
export class Desk {
  readonly connection: TabConnection;
  readonly client: ApolloClient;
  readonly directory: ChatDirectory;
  readonly departments: DepartmentBoard;
  readonly agents: AgentBoard;
  readonly timeline = new TimelineStore({
    schedule: tellBeforePaint,
    window: ENTRIES_HELD,
    canReadBack: visitorId => this.directory.chatOf(visitorId) !== null,
    onLetGo: visitorId => this.earlier.noteLetGo(visitorId),
  });
  readonly presence: PresenceMirror;
  readonly ended = new EndedChats({
    timeline: this.timeline,
    openArchive: async () => new (await import('./endedArchive.ts')).EndedArchive(),
    onLetGo: visitorId => this.earlier.noteLetGo(visitorId),
  });
  /** The service's clock beside this browser's. */
  readonly serviceClock = new ServiceClock();
  readonly transfers = new TransferNotes();
  readonly listening: Listening;
  readonly seen = new SeenStore();
  readonly sentStructured = new SentStructured();
  readonly greeting = new Greeting();
  readonly farewells = new Farewells();
  readonly catchUp: CatchUp;
  readonly absence = new Absence({
    timeline: this.timeline,
    visitors: () => this.#concerned(),
  });
  readonly earlier: EarlierLogs;
  readonly holds: HeldActs;
  readonly outbox: OutboxMirror;
  readonly drafts: DraftStore;
  readonly notes: DraftStore;
  readonly recollection: Recollection;
  /** Which department this page has handed a visitor to, and when (UNIX ms). */
  readonly handedOver = new Observable<
    ReadonlyMap<string, { readonly department: string; readonly at: number }>
  >(new Map());
  readonly #options: DeskOptions;
  readonly #endings: (() => void)[] = [];
  readonly #upkeep: Upkeep;
  readonly #feed: LiveFeed;
  #isLeaving = false;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.drafts = options.drafts;
    this.notes = options.notes;
    this.connection = this.#createConnection();
    this.outbox = this.connection.outbox;
    this.presence = this.connection.presence;
    this.client = createApolloClient(this.connection.client);
    this.directory = new ChatDirectory(this.client);
    this.departments = new DepartmentBoard(this.client, () => this.#isLive(), departmentMemory);
    this.agents = new AgentBoard(this.client, () => this.#isLive());
    this.listening = this.#createListening();
    this.catchUp = this.#createCatchUp();
    this.earlier = new EarlierLogs({
      client: this.client,
      timeline: this.timeline,
      chatOf: visitorId => this.directory.chatOf(visitorId),
      countChats: () => this.directory.book.getSnapshot().chats.size,
      kept: visitorId => this.ended.entriesOf(visitorId),
    });
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

  /**
   * Ends the agent session, in every tab, and forgets what this browser keeps of it; then `onGoodbye` is called. An owner
   * who does not answer within 5 s is not waited for.
   */
  signOut(): void {
    this.connection.signOut();
    const timer = setTimeout(() => void this.#goodbye(), OWNER_PATIENCE);
    this.#endings.push(() => clearTimeout(timer));
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#feed.stop();
    this.#upkeep.dispose();
    this.holds.dispose();
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

  #createConnection(): TabConnection {
    const { tab, findOwner, outgoing } = this.#options;
    return new TabConnection({
      tabId: tab.tabId,
      lock: tab.lock,
      findOwner,
      outbox: {
        notes: outgoing,
        isShown: ({ visitorId, msgId }) => this.timeline.conversation(visitorId).hasMsgId(msgId),
        readLogs: () => this.catchUp.run(),
        readChats: () => this.directory.refresh(),
      },
      onStatusNotSent: error => {
        const { status, pending } = this.presence.state.getSnapshot();
        if (!pending) statusLog.note(status, 'service');
        this.#report(t`Your status could not be sent`, error);
      },
      onGoodbye: () => void this.#goodbye(),
    });
  }

  #createListening(): Listening {
    return new Listening({
      client: this.client,
      refresh: () => this.directory.refresh(),
      chatOf: visitorId => this.directory.chatOf(visitorId),
      onError: (title, error) => this.#report(title, error),
    });
  }

  #createCatchUp(): CatchUp {
    return new CatchUp({
      client: this.client,
      timeline: this.timeline,
      visitorOf: channelId => this.directory.visitorOf(channelId),
      visitors: () => this.directory.book.getSnapshot().chats.keys(),
      onBeginning: visitorId => this.earlier.noteBeginning(visitorId),
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
        const problem = ActRefusedError.is(error)
          ? { ...error.reason, message: reasonWords(error.reason) }
          : describeError(error);
        this.#options.onProblem(notDoneText(hold), problemText(problem));
      },
    });
  }

  #createUpkeep(): Upkeep {
    return new Upkeep({
      directory: this.directory,
      catchUp: this.catchUp,
      onCaughtUp: () => this.absence.caughtUp(Date.now()),
      onAnswered: () => this.earlier.tryAgain(),
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
        this.absence.begin(this.connection.lastFrameAt || Date.now());
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

  async #goodbye(): Promise<void> {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    // First of all: this tab must not become the owner of a connection that nobody wants any more.
    this.connection.dispose();
    this.seen.wipe();
    this.sentStructured.wipe();
    this.presence.wipe();
    statusLog.wipe();
    this.listening.wipe();
    departmentMemory.wipe();
    this.transfers.wipe();
    this.outbox.wipe();
    const kept = [this.drafts, this.notes, this.ended, this.recollection];
    // A browser that stores nothing has nothing to forget.
    await Promise.allSettled([wipeAnswers(), ...kept.map(store => store.wipe())]);
    this.dispose();
    this.#options.onGoodbye();
  }

  /** The visitors who wait for anybody, or are this agent's. */
  #concerned(): string[] {
    const chats = [...this.directory.book.getSnapshot().chats.values()];
    return chats
      .filter(chat => ['mine', 'unserved'].includes(this.standingOf(chat)))
      .map(({ visitorId }) => visitorId);
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
