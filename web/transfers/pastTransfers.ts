import { type Database, pageDatabase } from '../lib/database.ts';
import { Observable } from '../lib/observable.ts';
import { decodeExperience, type Experience, learn, noExperience } from './experience.ts';
import { tellingWords } from './words.ts';

/** What the visitor said in a chat, and what is no telling word of it. */
export type SaidInChat = { readonly texts: readonly string[]; readonly names: readonly string[] };

/** What an agent's past transfers teach, kept in this browser for each agent until they make it forget. */
export class PastTransfers {
  readonly experience = new Observable<Experience>(noExperience);
  readonly #database: Database;
  #agent: string | null = null;
  #opening: Promise<void> = Promise.resolve();

  constructor(database: Database = pageDatabase) {
    this.#database = database;
  }

  /** Takes up what is kept of an agent (their id). Without storage it lasts as long as the page. */
  openFor(agent: string): Promise<void> {
    if (agent !== this.#agent) {
      this.#agent = agent;
      this.#opening = this.#load(agent);
    }
    return this.#opening;
  }

  /** One more chat has ended: transferred to a department (its id), or to none (null). */
  async learn(departmentId: string | null, { texts, names }: SaidInChat): Promise<void> {
    await this.#opening;
    await this.#keep(learn(this.experience.getSnapshot(), departmentId, tellingWords(texts, names)));
  }

  /** Forgets all of it. */
  async forget(): Promise<void> {
    await this.#opening;
    await this.#keep(noExperience);
  }

  async #load(agent: string): Promise<void> {
    this.experience.set(noExperience);
    try {
      const connection = await this.#database.open();
      const record = await connection.get('experience', agent);
      this.experience.set(decodeExperience(record?.experience));
    } catch {
      return;
    }
  }

  async #keep(experience: Experience): Promise<void> {
    this.experience.set(experience);
    if (this.#agent === null) return;
    try {
      const connection = await this.#database.open();
      if (experience === noExperience) await connection.delete('experience', this.#agent);
      else await connection.put('experience', { agent: this.#agent, experience });
    } catch {
      return;
    }
  }
}
