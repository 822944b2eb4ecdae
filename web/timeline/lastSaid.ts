import type { MessageEntry, TimelineEntry } from './entries.ts';

type Said = {
  readonly visitor: MessageEntry | null;
  readonly agent: MessageEntry | null;
  /** When the oldest visitor message was written that no agent's message follows; null when answered. */
  readonly waitingSince: number | null;
};

const NOTHING: Said = { visitor: null, agent: null, waitingSince: null };

/** The newest message of either side, and since when the visitor waits: also when that has been let go. */
export class LastSaid {
  #said = NOTHING;
  /** Whether it has to be found anew, after an entry that did not come last. */
  #mustLookBack = false;
  /** What was so when entries were let go last: counts for what is not found among those that are held. */
  #whenLetGo = NOTHING;

  /** Takes the message that has come last. */
  note(message: MessageEntry): void {
    const { visitor, agent, waitingSince } = this.#said;
    this.#said =
      message.from.kind === 'agent'
        ? { visitor, agent: message, waitingSince: null }
        : { visitor: message, agent, waitingSince: waitingSince ?? message.at };
  }

  /** Something has come that is not the last. */
  outdate(): void {
    this.#mustLookBack = true;
  }

  /** The oldest of these entries, which are all that are held, are about to be let go. */
  carryOver(entries: readonly TimelineEntry[]): void {
    this.#whenLetGo = this.among(entries);
  }

  /** What is so of these entries, which are all that are held. */
  among(entries: readonly TimelineEntry[]): Said {
    if (this.#mustLookBack) this.#said = this.#lookBack(entries);
    this.#mustLookBack = false;
    return this.#said;
  }

  #lookBack(entries: readonly TimelineEntry[]): Said {
    let { visitor, agent, waitingSince } = NOTHING;
    for (let i = entries.length - 1; i >= 0; i -= 1) {
      const entry = entries[i];
      if (entry?.kind !== 'message') continue;
      if (entry.from.kind === 'agent') agent ??= entry;
      else visitor ??= entry;
      if (entry.from.kind === 'visitor' && agent === null) waitingSince = entry.at;
      if (agent !== null && visitor !== null) return { visitor, agent, waitingSince };
    }
    const before = this.#whenLetGo;
    if (agent === null) waitingSince = before.waitingSince ?? waitingSince;
    return { visitor: visitor ?? before.visitor, agent: agent ?? before.agent, waitingSince };
  }
}
