import { drawn, oneOf, type Random } from '../seededRandom.ts';
import { agentLeaves, agentReplies, agentSendsStructured, agentTypes } from '../world/agentTransitions.ts';
import type { Agent, Change, Channel, World, WorldEvent } from '../world/model.ts';
import { agentsOf, departmentStatus } from '../world/model.ts';
import type { Span, Staff, StaffLine } from './scenario.ts';
import type { Stage } from './stage.ts';

/** Plays the colleagues, whom nobody signs in as: they take chats, answer, and leave when OFFLINE. */
export class StaffActor {
  readonly #stage: Stage;
  readonly #staff: Staff;
  readonly #random: Random;
  /** Channels in which a colleague is about to reply. */
  readonly #replying = new Set<string>();
  /** Channels that were transferred, until one of the department serves them. */
  readonly #handedOn = new Set<string>();

  constructor(stage: Stage, staff: Staff, random: Random) {
    this.#stage = stage;
    this.#staff = staff;
    this.#random = random;
  }

  hear(event: WorldEvent): void {
    if (event.type === 'channelOpened') this.#planTaking(event.channel);
    if (event.type === 'member' && event.log.kind === 'leave') this.#planTaking(event.channel);
    if (event.type === 'channelTransferred') {
      this.#handedOn.add(event.channel.id);
      this.#planTaking(event.channel);
    }
    if (event.type === 'message' && event.message.userId === event.channel.visitorId) {
      this.#planReply(event.channel.id);
    }
    if (event.type === 'channelClosed') this.#forget(event.channel.id);
    if (event.type === 'agentStatus' && event.agent.status === 'OFFLINE') {
      this.#stage.later(0, () => this.#leaveAll(event.agent));
    }
  }

  /** When nobody can take it, they look again after as long; a transfer on the way makes it void. */
  #planTaking({ id, departmentId }: Channel): void {
    const wait = this.#waitFor(id);
    if (!wait) return;
    this.#stage.later(drawn(this.#random, wait), () => {
      const channel = this.#stage.world().channels.get(id);
      if (channel?.departmentId !== departmentId || !this.#isWanted(channel)) return;
      const colleague = this.#freeColleague(channel);
      if (!colleague) this.#planTaking(channel);
      else {
        this.#handedOn.delete(id);
        this.#say(channel, colleague, { say: oneOf(this.#random, this.#staff.greetings) ?? '' });
      }
    });
  }

  #waitFor(channelId: string): Span | undefined {
    const { takesTransferredAfterSeconds, takesWaitingAfterSeconds } = this.#staff;
    return this.#handedOn.has(channelId) ? takesTransferredAfterSeconds : takesWaitingAfterSeconds;
  }

  /** A chat that was transferred is wanted even while the one who transferred it is still there. */
  #isWanted({ id, phase, agentIds, departmentId }: Channel): boolean {
    if (phase !== 'open') return false;
    if (agentIds.length === 0 || !this.#handedOn.has(id)) return agentIds.length === 0;
    return !agentIds.some(agentId => isOf(this.#stage.world().agents.get(agentId), departmentId));
  }

  #freeColleague({ departmentId, assignedId }: Channel): Agent | undefined {
    const world = this.#stage.world();
    const department = departmentId === null ? undefined : world.departments.get(departmentId);
    if (department && departmentStatus(world, department) === 'OFFLINE') return undefined;
    const served = servedBy(world);
    const load = ({ id }: Agent) => served.get(id) ?? 0;
    return agentsOf(world)
      .filter(agent => !agent.canSignIn && agent.status === 'ONLINE' && isOf(agent, departmentId))
      .filter(agent => assignedId === null || assignedId === agent.id)
      .filter(agent => load(agent) < this.#staff.atMostEach)
      .sort((a, b) => load(a) - load(b))[0];
  }

  #planReply(channelId: string): void {
    if (this.#replying.has(channelId) || !this.#serving(channelId)) return;
    this.#replying.add(channelId);
    this.#stage.later(drawn(this.#random, this.#staff.readsSeconds), () => {
      const serving = this.#serving(channelId);
      if (serving) this.#type(serving.channel, serving.colleague);
      this.#stage.later(this.#staff.typesSeconds, () => this.#reply(channelId));
    });
  }

  #reply(channelId: string): void {
    this.#replying.delete(channelId);
    const serving = this.#serving(channelId);
    if (!serving) return;
    const { channel, colleague } = serving;
    const said = channel.logs.filter(log => log.kind === 'message' && log.userId === colleague.id).length;
    const { lines } = this.#staff;
    const line = lines[Math.max(0, said - 1) % lines.length];
    if (line) this.#say(channel, colleague, line);
  }

  #type(channel: Channel, { id }: Agent): void {
    this.#stage.apply(world => agentTypes(world, id, { channelId: channel.id, typing: true }));
  }

  #say({ id: channelId }: Channel, colleague: Agent, line: StaffLine): void {
    this.#stage.apply((world, now) => sayLine(world, colleague.id, channelId, line, now));
  }

  /** The open channel, and the colleague who serves there. */
  #serving(channelId: string): { channel: Channel; colleague: Agent } | undefined {
    const world = this.#stage.world();
    const channel = world.channels.get(channelId);
    const colleague = channel?.agentIds
      .map(id => world.agents.get(id))
      .find(agent => agent?.canSignIn === false);
    return channel?.phase === 'open' && colleague ? { channel, colleague } : undefined;
  }

  #leaveAll({ id, canSignIn }: Agent): void {
    if (canSignIn) return;
    for (const channel of this.#stage.world().channels.values()) {
      if (channel.phase !== 'open' || !channel.agentIds.includes(id)) continue;
      this.#stage.apply((world, now) => agentLeaves(world, id, channel.id, now));
    }
  }

  #forget(channelId: string): void {
    this.#replying.delete(channelId);
    this.#handedOn.delete(channelId);
  }
}

function sayLine(world: World, agentId: string, channelId: string, line: StaffLine, now: number): Change {
  if (!line.quickReplies) return agentReplies(world, agentId, { channelId, content: line.say }, now);
  const quickReplies = line.quickReplies.map(text => ({ text, action: { value: text } }));
  const message = { type: 'quick_replies' as const, msg: line.say, quick_replies: quickReplies };
  return agentSendsStructured(world, agentId, channelId, message, now);
}

/** Anybody is of no department. */
function isOf(agent: Agent | undefined, departmentId: string | null): boolean {
  return departmentId === null || agent?.departmentIds.includes(departmentId) === true;
}

/** Open chats by the id of who serves them. */
function servedBy(world: World): ReadonlyMap<string, number> {
  const open = world.channels.values().filter(channel => channel.phase === 'open');
  return open
    .flatMap(channel => channel.agentIds)
    .reduce((counts, id) => counts.set(id, (counts.get(id) ?? 0) + 1), new Map<string, number>());
}
