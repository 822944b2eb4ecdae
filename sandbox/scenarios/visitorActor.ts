import type { Cancel } from '../clock.ts';
import { drawn, oneOf, type Random } from '../seededRandom.ts';
import type { TranscriptLine } from '../world/model.ts';
import { clickableValues } from '../world/structuredMessage.ts';
import { visitorLeaves, visitorTypes, visitorWrites } from '../world/visitorTransitions.ts';
import type { Pace, Visit } from './scenario.ts';
import type { Stage } from './stage.ts';

export interface Role {
  readonly visitorId: string;
  readonly visit: Visit;
  readonly pace: Pace;
  readonly random: Random;
}

type Mood = 'listening' | 'reading' | 'typing' | 'away' | 'gone';

/** Plays one visit: opens, answers the agents, clicks what they offer, gives thanks and leaves. */
export class VisitorActor {
  readonly #stage: Stage;
  readonly #role: Role;
  #mood: Mood = 'listening';
  #answered = 0;
  #wasInterrupted = false;
  #isAway = false;
  #hasReminded = false;
  #hasThanked = false;
  /** An agent wrote while this visitor was typing. */
  #hasUnread = false;
  #cancelPatience: Cancel = () => undefined;

  constructor(stage: Stage, role: Role) {
    this.#stage = stage;
    this.#role = role;
  }

  /** Has left, and will be back in the same visit. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /** Comes and says the opening. */
  enter(): void {
    this.#typeAndSay(this.#role.visit.opening);
  }

  /** An agent has written. */
  hearAgent(): void {
    this.#cancelPatience();
    if (this.#mood === 'typing') this.#hasUnread = true;
    if (this.#mood === 'listening' && !this.#hasThanked) this.#read();
  }

  /** The chat has ended: whatever the visitor still meant to say stays unsaid. */
  goHome(): void {
    this.#cancelPatience();
    this.#mood = 'gone';
  }

  #read(): void {
    this.#mood = 'reading';
    this.#later(drawn(this.#role.random, this.#role.pace.readsSeconds), () => this.#answer());
  }

  #answer(): void {
    const { visit, random } = this.#role;
    const offered = oneOf(random, valuesOfferedIn(this.#lastMessage()));
    const next = visit.answers[this.#answered];
    if (offered !== undefined) this.#click(offered);
    else if (next === undefined) this.#giveThanks();
    else {
      this.#answered += 1;
      this.#typeAndSay(next);
    }
  }

  #click(value: string): void {
    this.#say(value);
    this.#listen();
  }

  #typeAndSay(text: string): void {
    const { charactersPerSecond, typesAtMostSeconds } = this.#role.pace;
    this.#mood = 'typing';
    this.#stage.apply(world => visitorTypes(world, this.#role.visitorId, text));
    this.#later(Math.min(typesAtMostSeconds, text.length / charactersPerSecond), () => {
      this.#say(text);
      this.#listen();
    });
  }

  #say(text: string): void {
    this.#stage.apply((world, now) => visitorWrites(world, this.#role.visitorId, text, now));
    this.#isAway = false;
  }

  #listen(): void {
    this.#mood = 'listening';
    const isUnread = this.#hasUnread;
    this.#hasUnread = false;
    if (this.#hasThanked) this.#leaveSoon();
    else if (this.#isInterrupted()) this.#breakOff();
    else if (isUnread) this.#read();
    else this.#bePatient();
  }

  #bePatient(): void {
    const { pace, visit, random } = this.#role;
    const giveUpLater = () => {
      this.#cancelPatience = this.#later(drawn(random, pace.givesUpAfterSeconds), () => this.#leave());
    };
    if (this.#hasReminded) {
      giveUpLater();
      return;
    }
    this.#cancelPatience = this.#later(pace.remindsAfterSeconds, () => {
      this.#hasReminded = true;
      this.#say(visit.impatient);
      giveUpLater();
    });
  }

  #giveThanks(): void {
    this.#hasThanked = true;
    this.#typeAndSay(this.#role.visit.thanks);
  }

  #leaveSoon(): void {
    this.#later(drawn(this.#role.random, this.#role.pace.leavesAfterSeconds), () => this.#leave());
  }

  #isInterrupted(): boolean {
    const { interruption } = this.#role.visit;
    return !this.#wasInterrupted && interruption?.afterAnswers === this.#answered;
  }

  #breakOff(): void {
    const { comesBack } = this.#role.visit.interruption ?? {};
    this.#wasInterrupted = true;
    if (!comesBack) {
      this.#leaveSoon();
      return;
    }
    this.#isAway = true;
    this.#leave();
    this.#later(drawn(this.#role.random, comesBack.afterSeconds), () => this.#typeAndSay(comesBack.saying));
  }

  #leave(): void {
    this.#mood = this.#isAway ? 'away' : 'gone';
    this.#stage.apply((world, now) => visitorLeaves(world, this.#role.visitorId, now));
  }

  /** What is planned for one who has gone home does not happen. */
  #later(seconds: number, task: () => void): Cancel {
    return this.#stage.later(seconds, () => {
      const isHere = this.#stage.world().visitors.get(this.#role.visitorId) !== undefined;
      if (isHere && this.#mood !== 'gone') task();
    });
  }

  #lastMessage(): TranscriptLine | undefined {
    const { transcript = [] } = this.#stage.world().visitors.get(this.#role.visitorId) ?? {};
    return transcript.findLast(line => line.from !== 'system');
  }
}

function valuesOfferedIn(line: TranscriptLine | undefined): readonly string[] {
  if (line?.structured) return clickableValues(line.structured);
  return line?.options ?? [];
}
