import type { Cancel, Clock } from '../clock.ts';
import { type Random, seededRandom } from '../seededRandom.ts';
import { agentReplies, departmentChangesStatus } from '../world/agentTransitions.ts';
import type { Channel, WorldEvent } from '../world/model.ts';
import { agentsOf, departmentsOf } from '../world/model.ts';
import { visitorArrives } from '../world/visitorTransitions.ts';
import type { WorldStore } from '../worldStore.ts';
import { Actor, drawn, type Stage } from './actor.ts';
import type { Play, VisitorPart } from './scenario.ts';

/** How long to wait before looking again whether there is room for another visitor. */
const FULL_HOUSE_MS = 3000;

/**
 * Plays a scenario: brings visitors, lets colleagues take what is transferred to them, turns departments.
 * It begins when the first agent who can sign in goes ONLINE, and ends when what it gives is called.
 * The same seed, with the same deeds of the agents, makes the same play.
 */
export function startPlay(store: WorldStore, clock: Clock, play: Play, seed: number): () => void {
  const planned = new Set<Cancel>();
  const later = (ms: number, task: () => void): Cancel => {
    const cancel = clock.after(ms, () => {
      planned.delete(cancel);
      task();
    });
    planned.add(cancel);
    return cancel;
  };
  const director = new Director({ store, clock, later }, play, seed);
  const stopListening = store.listen(event => director.hear(event));
  return () => {
    stopListening();
    for (const cancel of planned) cancel();
  };
}

class Director {
  readonly #stage: Stage;
  readonly #play: Play;
  readonly #random: Random;
  readonly #actors = new Map<string, Actor>();
  /** Those who are not here, in the order they will come. */
  #waiting: { part: VisitorPart; visitorId: string | null }[];
  #begun = false;

  constructor(stage: Stage, play: Play, seed: number) {
    this.#stage = stage;
    this.#play = play;
    this.#random = seededRandom(seed);
    this.#waiting = play.visitors.map(part => ({ part, visitorId: null }));
  }

  hear(event: WorldEvent): void {
    if (event.type === 'agentStatus' && event.agent.canSignIn && event.agent.status === 'ONLINE')
      this.#begin();
    if (event.type === 'message' && event.message.userId !== event.channel.visitorId) {
      const colleague = agentsOf(this.#stage.store.world).find(agent => agent.id === event.message.userId);
      this.#actors.get(event.channel.visitorId)?.hearAgent(colleague?.canSignIn !== true);
    }
    if (event.type === 'channelTransferred') this.#planColleague(event.channel);
    if (event.type === 'channelClosed') this.#sendHome(event.channel);
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#stage.later(this.#play.firstVisitorAfterMs, () => this.#bringNext());
    this.#turnDepartments();
  }

  #bringNext(): void {
    const next = this.#actors.size < this.#play.atMostOpen ? this.#waiting.shift() : undefined;
    if (next) this.#bring(next.part, next.visitorId);
    const wait = next ? drawn(this.#random, this.#play.betweenVisitorsMs) : FULL_HOUSE_MS;
    this.#stage.later(wait, () => this.#bringNext());
  }

  #bring(part: VisitorPart, knownAs: string | null): void {
    const { store } = this.#stage;
    const isKnown = knownAs !== null && store.world.visitors.get(knownAs) !== undefined;
    const visitorId = isKnown ? knownAs : this.#arrive(part);
    const random = seededRandom(Math.floor(this.#random() * 2 ** 32));
    this.#actors.set(visitorId, new Actor(this.#stage, this.#play, part, visitorId, random));
  }

  #arrive(part: VisitorPart): string {
    const { store } = this.#stage;
    const departmentId = departmentsOf(store.world).find(each => each.name === part.department)?.id;
    return store.apply(world => visitorArrives(world, { ...part, departmentId })).visitor.id;
  }

  #sendHome({ visitorId }: Channel): void {
    const actor = this.#actors.get(visitorId);
    if (!actor) return;
    actor.goHome();
    this.#actors.delete(visitorId);
    this.#waiting.push({ part: actor.part, visitorId });
  }

  #planColleague({ id, departmentId }: Channel): void {
    this.#stage.later(this.#play.colleagueServesAfterMs, () => {
      const { store, clock } = this.#stage;
      const channel = store.world.channels.get(id);
      if (channel?.phase !== 'open' || channel.agentIds.length > 0 || channel.departmentId !== departmentId)
        return;
      const colleague = agentsOf(store.world).find(
        agent =>
          !agent.canSignIn &&
          agent.status === 'ONLINE' &&
          agent.departmentIds.some(each => each === departmentId),
      );
      if (!colleague) return;
      const reply = { channelId: id, content: this.#play.colleagueLine };
      store.apply(world => agentReplies(world, colleague.id, reply, clock.now()));
    });
  }

  #turnDepartments(): void {
    const { store, later } = this.#stage;
    for (const { afterMs, department, status } of this.#play.departmentTurns) {
      later(afterMs, () => {
        const found = departmentsOf(store.world).find(each => each.name === department);
        if (found) store.apply(world => departmentChangesStatus(world, found.id, status));
      });
    }
    later(this.#play.departmentTurnsEveryMs, () => this.#turnDepartments());
  }
}
