import type { Clock } from '../clock.ts';
import type { Random } from '../seededRandom.ts';
import { agentChangesStatus } from '../world/agentTransitions.ts';
import type { Channel, WorldEvent } from '../world/model.ts';
import { agentsOf, departmentsOf, visitorsOf } from '../world/model.ts';
import { visitorArrives } from '../world/visitorTransitions.ts';
import type { WorldStore } from '../worldStore.ts';
import { crowdOf, entranceOf, firstRound, randomOf } from './cast.ts';
import type { Arrivals, Play, Scenario, Shifts, VisitorPart } from './scenario.ts';
import { StaffActor } from './staffActor.ts';
import { openStage, type Stage } from './stage.ts';
import { VisitorActor } from './visitorActor.ts';

/** How long to wait before looking again whether there is room for another visitor. */
const FULL_HOUSE_SECONDS = 3;

/**
 * Plays a scenario on the world that was founded for it: brings visitors, lets colleagues serve, come and go.
 * It begins when the first agent who can sign in goes ONLINE, and ends when what it gives is called.
 * The same seed, with the same deeds of the agents at the same times, makes the same play.
 */
export function startPlay(store: WorldStore, clock: Clock, scenario: Scenario, seed: number): () => void {
  const { play } = scenario;
  if (!play) return () => undefined;
  const { stage, clear } = openStage(store, clock);
  const director = new Director(stage, scenario, play, seed);
  const stopListening = store.listen(event => director.hear(event));
  return () => {
    stopListening();
    clear();
  };
}

/** A visitor of the play, here or not. */
interface Character {
  readonly part: VisitorPart;
  /** Null before the first visit. */
  readonly visitorId: string | null;
  readonly visitsMade: number;
}

interface OnStage {
  readonly character: Character;
  readonly actor: VisitorActor;
}

class Director {
  readonly #stage: Stage;
  readonly #play: Play;
  readonly #seed: number;
  readonly #staff: StaffActor | undefined;
  /** Those who are here, by visitor. */
  readonly #here = new Map<string, OnStage>();
  /** Those of the crowd to whom nobody has written yet, by visitor. */
  readonly #crowd: Map<string, VisitorPart>;
  /** Those who are not here, in the order in which they will come. */
  #offStage: readonly Character[];
  #entrances = 0;
  #hasBegun = false;

  constructor(stage: Stage, { crowd }: Scenario, play: Play, seed: number) {
    this.#stage = stage;
    this.#play = play;
    this.#seed = seed;
    this.#staff = play.staff && new StaffActor(stage, play.staff, randomOf(seed, 'staff'));
    const parts = crowd ? crowdOf(crowd, seed).map(({ part }) => part) : [];
    this.#crowd = new Map(
      visitorsOf(stage.world()).flatMap(({ id }, n) => (parts[n] ? [[id, parts[n]]] : [])),
    );
    const firstComers = play.arrivals ? firstRound(play.arrivals, seed) : [];
    this.#offStage = firstComers.map(part => ({ part, visitorId: null, visitsMade: 0 }));
  }

  hear(event: WorldEvent): void {
    if (event.type === 'agentStatus' && event.agent.canSignIn && event.agent.status === 'ONLINE') {
      this.#begin();
    }
    if (event.type === 'message' && event.message.userId !== event.channel.visitorId) {
      this.#actorIn(event.channel)?.hearAgent();
    }
    if (event.type === 'channelClosing') this.#leaver(event.channel)?.actor.goHome();
    if (event.type === 'channelClosed') this.#sendHome(event.channel);
    this.#staff?.hear(event);
  }

  #begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const { arrivals, shifts } = this.#play;
    if (arrivals) this.#planEntrance(arrivals);
    if (shifts) this.#playShifts(shifts);
  }

  #planEntrance(arrivals: Arrivals): void {
    const { wait, random } = entranceOf(arrivals, this.#seed, this.#entrances);
    this.#entrances += 1;
    this.#stage.later(wait, () => this.#bringNext(arrivals, random));
  }

  #bringNext(arrivals: Arrivals, random: Random): void {
    const next = this.#onDesk() < arrivals.atMostOnDesk ? this.#offStage[0] : undefined;
    if (!next) {
      this.#stage.later(FULL_HOUSE_SECONDS, () => this.#bringNext(arrivals, random));
      return;
    }
    this.#offStage = this.#offStage.slice(1);
    this.#enter(next, random);
    this.#planEntrance(arrivals);
  }

  #enter(character: Character, random: Random): void {
    const known =
      character.visitorId === null ? undefined : this.#stage.world().visitors.get(character.visitorId);
    const visitorId = known?.id ?? this.#arrive(character.part);
    this.#cast({ ...character, visitorId }, visitorId, random)?.enter();
  }

  /** Gives the actor of the character's next visit. */
  #cast(character: Character, visitorId: string, random: Random): VisitorActor | undefined {
    const { visits } = character.part;
    const visit = visits[character.visitsMade % visits.length];
    if (!visit) return undefined;
    const actor = new VisitorActor(this.#stage, { visitorId, visit, pace: this.#play.pace, random });
    this.#here.set(visitorId, { character: { ...character, visitsMade: character.visitsMade + 1 }, actor });
    return actor;
  }

  #arrive(part: VisitorPart): string {
    let visitorId = '';
    this.#stage.apply(world => {
      const departmentId = departmentsOf(world).find(each => each.name === part.department)?.id;
      const arrival = visitorArrives(world, { ...part, departmentId });
      visitorId = arrival.visitor.id;
      return arrival;
    });
    return visitorId;
  }

  /** One of the crowd gets an actor at the first word of an agent. */
  #actorIn({ visitorId }: Channel): VisitorActor | undefined {
    const part = this.#crowd.get(visitorId);
    if (!part) return this.#here.get(visitorId)?.actor;
    this.#crowd.delete(visitorId);
    const random = randomOf(this.#seed, visitorId);
    return this.#cast({ part, visitorId, visitsMade: 0 }, visitorId, random);
  }

  #sendHome(channel: Channel): void {
    const leaver = this.#leaver(channel);
    if (!leaver) return;
    leaver.actor.goHome();
    this.#here.delete(channel.visitorId);
    this.#offStage = [...this.#offStage, leaver.character];
  }

  /** Who was here and has left for good. */
  #leaver({ visitorId }: Channel): OnStage | undefined {
    const found = this.#here.get(visitorId);
    return found?.actor.isAway ? undefined : found;
  }

  /** Those who are here, without those whom only colleagues serve and those whom the world has forgotten. */
  #onDesk(): number {
    const { visitors, channels, agents } = this.#stage.world();
    const isWithColleague = (visitorId: string) => {
      const channelId = visitors.get(visitorId)?.channelId ?? null;
      const serving = channelId === null ? [] : (channels.get(channelId)?.agentIds ?? []);
      return serving.length > 0 && serving.every(id => agents.get(id)?.canSignIn === false);
    };
    const known = [...this.#here.keys()].filter(visitorId => visitors.get(visitorId) !== undefined);
    return known.filter(visitorId => !isWithColleague(visitorId)).length;
  }

  #playShifts(shifts: Shifts): void {
    for (const { afterSeconds, agent, status } of shifts.turns) {
      this.#stage.later(afterSeconds, () => {
        const found = agentsOf(this.#stage.world()).find(each => each.name === agent);
        if (found) this.#stage.apply(world => agentChangesStatus(world, found.id, status));
      });
    }
    this.#stage.later(shifts.repeatAfterSeconds, () => this.#playShifts(shifts));
  }
}
