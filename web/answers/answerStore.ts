import { type Database, pageDatabase } from '../lib/database.ts';
import { isRecord } from '../lib/decode.ts';
import { Observable } from '../lib/observable.ts';
import { type Answer, nameKey } from './answer.ts';
import { type AnswerChange, readAnswers, writeAnswers } from './answerRecords.ts';
import { decodeAnswer } from './decodeAnswer.ts';
import { ANSWER_CHANNEL } from './wipeAnswers.ts';

/**
 * `closed`: nobody's · `loading`: the list is not there yet · `kept`: in this browser until the agent signs out ·
 * `memoryOnly`: the browser stores nothing, what is here goes with the page.
 */
export type AnswerStoreState = 'closed' | 'loading' | 'kept' | 'memoryOnly';

export type AnswerStoreOptions = {
  readonly database?: Database;
  /** How the tabs tell each other. Default: BroadcastChannel `switchboard-answers`; null: not at all. */
  readonly channel?: BroadcastChannel | null;
  /** ms since the epoch. */
  readonly now?: () => number;
};

/** Takes back what was done. */
export type UndoAnswers = () => Promise<void>;

/**
 * The canned answers of one agent, kept in this browser and the same in all its tabs. The promise of a change
 * resolves when the database has it, or has refused it (`state` then says so, and the change stays in `list`).
 */
export class AnswerStore {
  /** By shortcut, in the order of the alphabet. */
  readonly list = new Observable<readonly Answer[]>([]);
  readonly state = new Observable<AnswerStoreState>('closed');
  readonly #database: Database;
  readonly #channel: BroadcastChannel | null;
  readonly #now: () => number;
  #agent: string | null = null;
  #opening: Promise<void> = Promise.resolve();
  #byId: ReadonlyMap<string, Answer> = new Map();

  constructor(options: AnswerStoreOptions = {}) {
    this.#database = options.database ?? pageDatabase;
    this.#channel = options.channel === undefined ? openChannel() : options.channel;
    this.#now = options.now ?? Date.now;
    if (this.#channel !== null) this.#channel.onmessage = event => this.#hear(event.data);
  }

  /** Takes up the answers of an agent (their id); resolves when they are in `list`. The same agent again is no news. */
  openFor(agent: string): Promise<void> {
    if (agent !== this.#agent) {
      this.#agent = agent;
      this.#opening = this.#load(agent);
    }
    return this.#opening;
  }

  get(id: string): Answer | null {
    return this.#byId.get(id) ?? null;
  }

  /** The answer with this shortcut, without regard to case; null when there is none. */
  named(name: string): Answer | null {
    const key = nameKey(name);
    return this.list.getSnapshot().find(answer => nameKey(answer.name) === key) ?? null;
  }

  /** Adds the answer, or puts it in the place of the one with its id; `updatedAt` becomes now. */
  save(answer: Answer): Promise<void> {
    return this.#change({ put: [{ ...answer, updatedAt: this.#now() }], removed: [] });
  }

  /** Removes it, and gives it back for `restore`; null when it was not there. */
  async remove(id: string): Promise<Answer | null> {
    const answer = this.get(id);
    if (answer !== null) await this.#change({ put: [], removed: [id] });
    return answer;
  }

  /** Puts a removed or an earlier answer back as it was. */
  restore(answer: Answer): Promise<void> {
    return this.#change({ put: [answer], removed: [] });
  }

  /** All of them, as they are now. */
  exportAll(): readonly Answer[] {
    return this.list.getSnapshot();
  }

  /** Adds all, or puts them in the place of those with their ids. Resolves to what takes it back as one. */
  async importAll(answers: readonly Answer[]): Promise<UndoAnswers> {
    const before = answers.flatMap(({ id }) => this.get(id) ?? []);
    const known = new Set(before.map(({ id }) => id));
    const removed = answers.map(({ id }) => id).filter(id => !known.has(id));
    await this.#change({ put: answers, removed: [] });
    return () => this.#change({ put: before, removed });
  }

  dispose(): void {
    this.#channel?.close();
  }

  async #load(agent: string): Promise<void> {
    this.state.set('loading');
    this.#show(new Map());
    const kept = await readAnswers(this.#database, agent).catch(() => null);
    if (agent !== this.#agent) return;
    // What another tab told meanwhile is newer than what was read.
    const answers = [...(kept ?? []), ...this.#byId.values()];
    this.#show(new Map(answers.map(answer => [answer.id, answer])));
    this.state.set(kept === null ? 'memoryOnly' : 'kept');
  }

  async #change(change: AnswerChange): Promise<void> {
    const agent = this.#agent;
    if (agent === null) throw new Error('Expected openFor before an answer is changed.');
    await this.#opening;
    this.#apply(change);
    this.#channel?.postMessage({ agent, ...change });
    try {
      await writeAnswers(this.#database, agent, change);
      this.state.set('kept');
    } catch {
      this.state.set('memoryOnly');
    }
  }

  #apply({ put, removed }: AnswerChange): void {
    const next = new Map(this.#byId);
    for (const id of removed) next.delete(id);
    for (const answer of put) next.set(answer.id, answer);
    this.#show(next);
  }

  #show(byId: ReadonlyMap<string, Answer>): void {
    this.#byId = byId;
    this.list.set([...byId.values()].toSorted(byName));
  }

  #hear(message: unknown): void {
    if (!isRecord(message)) return;
    if (message['wiped'] === true) this.#show(new Map());
    if (this.#agent === null || message['agent'] !== this.#agent) return;
    const { put, removed } = message;
    if (!Array.isArray(put) || !Array.isArray(removed)) return;
    this.#apply({
      put: put.flatMap((answer: unknown) => decodeAnswer(answer) ?? []),
      removed: removed.filter((id: unknown) => typeof id === 'string'),
    });
  }
}

/** The answers of this page; `useAnswers` opens them for the agent who is signed in. */
export const answerStore = new AnswerStore();

const alphabet = new Intl.Collator(undefined, { numeric: true });

function byName(one: Answer, other: Answer): number {
  return alphabet.compare(one.name, other.name) || alphabet.compare(one.id, other.id);
}

function openChannel(): BroadcastChannel | null {
  return typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(ANSWER_CHANNEL);
}
