import type { Cancel, Clock } from '../clock.ts';
import type { Random } from '../seededRandom.ts';
import type { TranscriptLine } from '../world/model.ts';
import { visitorLeaves, visitorTypes, visitorWrites } from '../world/visitorTransitions.ts';
import type { WorldStore } from '../worldStore.ts';
import type { Play, Span, VisitorPart } from './scenario.ts';

export interface Stage {
  readonly store: WorldStore;
  readonly clock: Clock;
  /** Plans a task that is dropped when the play ends. */
  readonly later: (ms: number, task: () => void) => Cancel;
}

/** Plays one visitor: opens, answers each of the agent's replies once, gives thanks and leaves. */
export class Actor {
  readonly part: VisitorPart;
  readonly #stage: Stage;
  readonly #play: Play;
  readonly #visitorId: string;
  readonly #random: Random;
  #answers: readonly string[];
  #isBusy = false;
  #isDone = false;
  #isHome = false;
  #cancelImpatience: Cancel;

  constructor(stage: Stage, play: Play, part: VisitorPart, visitorId: string, random: Random) {
    this.part = part;
    this.#stage = stage;
    this.#play = play;
    this.#visitorId = visitorId;
    this.#random = random;
    this.#answers = part.answers;
    this.#typeAndSay(part.opening);
    this.#cancelImpatience = stage.later(play.impatientAfterMs, () => this.#say(part.impatient));
  }

  /** An agent has written. To a colleague who took over, the visitor only gives thanks. */
  hearAgent(isColleague: boolean): void {
    this.#cancelImpatience();
    if (this.#isBusy || this.#isDone) return;
    this.#isBusy = true;
    this.#stage.later(drawn(this.#random, this.#play.readingMs), () => this.#answer(isColleague));
  }

  /** The chat has ended: whatever the visitor still meant to say stays unsaid. */
  goHome(): void {
    this.#isHome = true;
  }

  #answer(isColleague: boolean): void {
    const offered = firstOffered(this.#lastLine());
    const [next] = isColleague ? [] : this.#answers;
    if (offered !== null) this.#typeAndSay(offered);
    else if (next !== undefined) {
      this.#answers = this.#answers.slice(1);
      this.#typeAndSay(next);
    } else this.#giveThanks();
  }

  #giveThanks(): void {
    this.#isDone = true;
    this.#typeAndSay(this.part.thanks, () => {
      this.#stage.later(drawn(this.#random, this.#play.leavesAfterMs), () => this.#leave());
    });
  }

  #typeAndSay(text: string, then: () => void = () => undefined): void {
    const { typingMsPerCharacter, typingAtMostMs } = this.#play;
    this.#isBusy = true;
    if (this.#isHere()) this.#stage.store.apply(world => visitorTypes(world, this.#visitorId, text));
    this.#stage.later(Math.min(typingAtMostMs, text.length * typingMsPerCharacter), () => {
      this.#isBusy = false;
      this.#say(text);
      then();
    });
  }

  #say(text: string): void {
    const { store, clock } = this.#stage;
    if (this.#isHere()) store.apply(world => visitorWrites(world, this.#visitorId, text, clock.now()));
  }

  #leave(): void {
    const { store, clock } = this.#stage;
    if (this.#isHere()) store.apply(world => visitorLeaves(world, this.#visitorId, clock.now()));
  }

  #isHere(): boolean {
    return !this.#isHome && this.#stage.store.world.visitors.get(this.#visitorId) !== undefined;
  }

  #lastLine(): TranscriptLine | undefined {
    return this.#stage.store.world.visitors.get(this.#visitorId)?.transcript.at(-1);
  }
}

/** Milliseconds from within the span. */
export function drawn(random: Random, [least, most]: Span): number {
  return least + random() * (most - least);
}

/** The first reply that the agent offers to click, null when none is offered. */
function firstOffered(line: TranscriptLine | undefined): string | null {
  if (line?.structured?.type === 'quick_replies')
    return line.structured.quick_replies[0]?.action.value ?? null;
  return line?.options?.[0] ?? null;
}
