import { Observable, type Unsubscribe } from '../../lib/observable.ts';
import type { Desk } from '../../session/desk.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import type { Attendance } from './attendance.ts';
import { type Blockage, findBlockages } from './blockage.ts';
import { DesktopNotices, type NoticePermission, type Showing } from './desktopNotices.ts';
import { NoticeLedger } from './noticeLedger.ts';
import { NoticeTeller } from './noticeTeller.ts';
import { tagOf, UNSERVED_TAG, wordsOf } from './noticeText.ts';
import type { Occasion, OccasionKind } from './occasion.ts';
import { OccasionFinder, type WatchedChat } from './occasionFinder.ts';
import { showSign } from './pageSign.ts';
import { breaksThrough, isQuiet } from './quietHours.ts';
import { SoundBox } from './soundBox.ts';
import { TabTalk } from './tabTalk.ts';
import { everySecond } from './ticking.ts';
import { tunes } from './tunes.ts';
import { attentionOf, watchChats } from './watchedChats.ts';

export type NoticeView = {
  readonly blockages: readonly Blockage[];
  readonly permission: NoticePermission;
  readonly isQuiet: boolean;
  /** Whether the agent has taken a chat in this page: the moment to ask about desktop notices. */
  readonly hasServed: boolean;
};

export type NoticeCenterOptions = {
  readonly desk: Desk;
  readonly settings: SettingsStore;
  /** Takes this page to a path. */
  readonly open: (path: string) => void;
};

/** How often (s) a tab tells the others of itself. */
const WORD_EVERY = 5;

/** How long (ms) changes are gathered before they are looked at. */
const GATHER_FOR = 60;

/** After a look it rests so many times as long as that took, 1 s at most: a flood costs a twentieth. */
const REST_PER_LOOK = 20;

/** Tells the agent of visitors who wait, by title, icon, sound and desktop notice; each thing once over all tabs. */
export class NoticeCenter {
  readonly view: Observable<NoticeView>;
  readonly #options: NoticeCenterOptions;
  readonly #tabId = crypto.randomUUID();
  readonly #sound = new SoundBox();
  readonly #desktop: DesktopNotices;
  readonly #ledger = new NoticeLedger();
  readonly #finder = new OccasionFinder(Date.now());
  readonly #teller: NoticeTeller;
  readonly #talk: TabTalk;
  readonly #endings: Unsubscribe[] = [];
  #openVisitorId: string | null = null;
  #open: readonly Occasion[] = [];
  #nextLook: ReturnType<typeof setTimeout> | undefined;
  #restUntil = 0;
  #seconds = 0;
  #wasRefused = false;
  #trialSignUntil = 0;
  #tags = '';

  constructor(options: NoticeCenterOptions) {
    this.#options = options;
    this.#desktop = new DesktopNotices(options.open);
    this.#talk = new TabTalk({ describe: () => this.#describe(), onChange: () => this.#schedule() });
    this.#teller = new NoticeTeller({
      ledger: this.#ledger,
      self: () => this.#describe(),
      others: () => this.#talk.others(),
      now: Date.now,
      tell: told => this.#tell(told),
    });
    this.view = new Observable<NoticeView>({
      blockages: [],
      permission: this.#desktop.permission.getSnapshot(),
      isQuiet: false,
      hasServed: false,
    });
  }

  start(): void {
    const { desk, settings } = this.#options;
    const changed = () => this.#schedule();
    const said = () => {
      this.#talk.say();
      this.#schedule();
    };
    const listen = (target: EventTarget, types: readonly string[], listener: (event: Event) => void) => {
      for (const type of types) target.addEventListener(type, listener);
      this.#endings.push(() => {
        for (const type of types) target.removeEventListener(type, listener);
      });
    };
    this.#endings.push(
      desk.directory.book.subscribe(changed),
      desk.timeline.subscribe(changed),
      desk.presence.state.subscribe(changed),
      desk.connection.view.subscribe(changed),
      settings.values.subscribe(changed),
      desk.outbox.subscribe(() => this.#noteServing()),
      this.#desktop.permission.subscribe(changed),
      this.#sound.state.subscribe(said),
      everySecond(() => this.#tick()),
    );
    listen(window, ['focus', 'blur'], said);
    listen(document, ['visibilitychange'], said);
    listen(window, ['pagehide'], () => this.#talk.leave());
    listen(window, ['pageshow'], said);
    if ('serviceWorker' in navigator)
      listen(navigator.serviceWorker, ['message'], event => this.#hear(event));
    this.#sound.start();
    void this.#desktop.start();
    this.#look();
  }

  dispose(): void {
    for (const end of this.#endings) end();
    clearTimeout(this.#nextLook);
    this.#talk.dispose();
    this.#sound.dispose();
    this.#desktop.dispose();
    this.#ledger.close();
    showSign({ count: 0, level: 'none' });
  }

  /** Whose chat is on the screen. */
  setOpenChat(visitorId: string | null): void {
    if (visitorId === this.#openVisitorId) return;
    this.#openVisitorId = visitorId;
    this.#talk.say();
    this.#schedule();
  }

  /** Has the browser ask for desktop notices; to be called by a press of a button. */
  askPermission(): Promise<NoticePermission> {
    this.#options.settings.change({ askedForNotices: true });
    return this.#desktop.ask();
  }

  /** Sounds as if something of this kind had happened, whatever the quiet hours are. False: it can't be heard. */
  ring(kind: OccasionKind): Promise<boolean> {
    return this.#sound.play(tunes[kind], this.#options.settings.values.getSnapshot().volume);
  }

  /** Shows a desktop notice for trial; `title` and `body` in the agent's language. */
  async showTrial(title: string, body: string): Promise<Showing> {
    const path = location.pathname;
    const shown = await this.#desktop.show({ title, body, tag: 'trial', path, isSilent: true });
    this.#wasRefused = shown === 'refused';
    this.#look();
    return shown;
  }

  /** Shows the badge and the count for a few seconds, as if one visitor waited. */
  showTrialSign(): void {
    this.#trialSignUntil = Date.now() + 5_000;
    this.#look();
  }

  #describe(): Attendance {
    const isVisible = document.visibilityState === 'visible';
    const inView = isVisible && document.hasFocus() ? this.#openVisitorId : null;
    const canSound = this.#sound.state.getSnapshot() === 'ready';
    return { tabId: this.#tabId, at: Date.now(), canSound, isVisible, inView };
  }

  #schedule(): void {
    this.#nextLook ??= setTimeout(
      () => this.#look(),
      Math.max(GATHER_FOR, this.#restUntil - performance.now()),
    );
  }

  #tick(): void {
    this.#seconds += 1;
    const isTime = this.#seconds % WORD_EVERY === 0;
    if (isTime) this.#talk.say();
    if (isTime || this.#open.length > 0 || this.#trialSignUntil > 0) this.#schedule();
  }

  #look(): void {
    clearTimeout(this.#nextLook);
    this.#nextLook = undefined;
    const begun = performance.now();
    this.#lookRound();
    const now = performance.now();
    this.#restUntil = now + Math.min(1_000, (now - begun) * REST_PER_LOOK);
  }

  /** Looks at how all stands, and does what there is to do. */
  #lookRound(): void {
    const { desk } = this.#options;
    const me = desk.presence.state.getSnapshot().me?.id ?? null;
    const isKnown = me !== null && desk.directory.book.getSnapshot().loaded;
    const chats = isKnown ? watchChats(desk, me) : [];
    this.#showSign(chats);
    this.#showView();
    if (!isKnown || desk.connection.view.getSnapshot().kind !== 'live') return;
    const occasions = this.#finder.find(chats, Date.now());
    // What is told already is over in 30 s at the latest: whoever waits to be served is told of again.
    this.#open = [...this.#teller.consider(occasions), ...occasions.filter(({ kind }) => kind !== 'message')];
    this.#clear(chats);
  }

  #showSign(chats: readonly WatchedChat[]): void {
    const isTrial = Date.now() < this.#trialSignUntil;
    if (!isTrial) this.#trialSignUntil = 0;
    const attention = attentionOf(this.#options.desk, chats);
    showSign(isTrial ? { count: attention.count + 1, level: 'urgent' } : attention);
  }

  #showView(): void {
    const { values } = this.#options.settings;
    const settings = values.getSnapshot();
    const permission = this.#desktop.permission.getSnapshot();
    const before = this.view.getSnapshot();
    const next: NoticeView = {
      permission,
      blockages: findBlockages(
        {
          sound: this.#sound.state.getSnapshot(),
          otherTabSounds: this.#talk.others().some(({ canSound }) => canSound),
          permission,
          wasRefused: this.#wasRefused,
        },
        settings,
      ),
      isQuiet: isQuiet(settings.quietHours, new Date()),
      hasServed: before.hasServed,
    };
    if (JSON.stringify(next) !== JSON.stringify(before)) this.view.set(next);
  }

  #noteServing(): void {
    const { outbox } = this.#options.desk;
    const view = this.view.getSnapshot();
    if (view.hasServed) return;
    const items = outbox.getVisitors().flatMap(visitorId => outbox.getSnapshot(visitorId));
    if (items.some(({ act }) => act.kind === 'message' && act.backoff))
      this.view.set({ ...view, hasServed: true });
  }

  #tell(told: readonly Occasion[]): void {
    const settings = this.#options.settings.values.getSnapshot();
    const quiet = isQuiet(settings.quietHours, new Date());
    const loud = told.filter(({ kind }) => !quiet || breaksThrough(settings.quietHours, kind));
    const [first] = [...loud].sort((a, b) => rank(a.kind) - rank(b.kind));
    if (first === undefined) return;
    const sounds = settings.sound && settings.volume > 0;
    if (sounds) void this.#sound.play(tunes[first.kind], settings.volume);
    const isBehind = !document.hasFocus() || document.visibilityState === 'hidden';
    const { desktopNotices, textInNotices } = settings;
    if (desktopNotices === 'always' || (desktopNotices === 'behind' && isBehind))
      void this.#showDesktop(loud, textInNotices);
  }

  async #showDesktop(told: readonly Occasion[], showsText: boolean): Promise<void> {
    for (const words of wordsOf(told, showsText)) {
      // Our own sound is enough; a system that sounds as well would tell twice.
      const shown = await this.#desktop.show({ ...words, isSilent: true });
      if (shown !== 'unallowed') this.#wasRefused = shown === 'refused';
    }
    this.#schedule();
  }

  /** A notice of a visitor who has been answered, or is before the agent's eyes, is over. */
  #clear(chats: readonly WatchedChat[]): void {
    const { desk } = this.#options;
    const { inView } = this.#describe();
    const waiting = chats.filter(
      ({ standing, visitorId }) =>
        standing === 'mine' &&
        visitorId !== inView &&
        desk.timeline.conversation(visitorId).waitingSince() !== null,
    );
    const isAnybodyUnserved = chats.some(({ standing }) => standing === 'unserved');
    const tags = [
      ...waiting.map(({ visitorId }) => tagOf(visitorId)),
      ...(isAnybodyUnserved ? [UNSERVED_TAG] : []),
    ];
    const signature = tags.join('\n');
    if (signature === this.#tags) return;
    this.#tags = signature;
    void this.#desktop.keep(new Set([...tags, 'trial']));
  }

  /** What the service worker says of a click on a notice. */
  #hear(event: Event): void {
    if (!(event instanceof MessageEvent)) return;
    const path: unknown = Reflect.get(Object(event.data), 'openPath');
    if (typeof path === 'string') this.#options.open(path);
  }
}

function rank(kind: OccasionKind): number {
  return kind === 'message' ? 1 : 0;
}
