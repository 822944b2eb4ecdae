import { manualClock } from '../clock.ts';
import { keepHouse } from '../housekeeping.ts';
import { startPlay } from '../scenarios/director.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { agentChangesStatus, agentReplies, agentTransfers } from '../world/agentTransitions.ts';
import { foundWorld } from '../world/founding.ts';
import type { Change, Channel, World } from '../world/model.ts';
import { agentsOf, channelsOf, departmentStatus, departmentsOf } from '../world/model.ts';
import { WorldStore } from '../worldStore.ts';

export type PlayRoom = ReturnType<typeof openPlay>;

/** A scenario on a clock that stands still, without any server; Alex, who plays, is not yet ONLINE. */
export function openPlay(scenario: Scenario, seed = 1) {
  const clock = manualClock();
  const store = new WorldStore(foundWorld(scenario, seed, { at: clock.now() }));
  keepHouse(store, clock);
  const stop = startPlay(store, clock, scenario, seed);
  const alex = agentsOf(store.world)[0]?.id ?? '';
  const departmentNamed = (name: string) => departmentsOf(store.world).find(each => each.name === name);
  const apply = (transition: (world: World, now: number) => Change) =>
    store.apply(world => transition(world, clock.now()));
  const now = ({ id }: Channel) => {
    const channel = store.world.channels.get(id);
    if (!channel) throw new Error(`Channel ${id} has been forgotten.`);
    return channel;
  };

  return {
    store,
    stop,
    alex,
    apply,
    now,
    /** Seconds. */
    wait: (seconds: number) => clock.advance(seconds * 1000),
    goOnline: () => apply(world => agentChangesStatus(world, alex, 'ONLINE')),
    open: () => channelsOf(store.world).filter(channel => channel.phase === 'open'),
    /** Open chats that wait for somebody, or that Alex serves. */
    onDesk: () =>
      store.world.channels
        .values()
        .filter(
          ({ phase, agentIds }) => phase === 'open' && (agentIds.length === 0 || agentIds.includes(alex)),
        ),
    reply: ({ id: channelId }: Channel, content: string, options?: readonly string[]) =>
      apply((world, at) => agentReplies(world, alex, { channelId, content, options }, at)),
    transfer: ({ id: channelId }: Channel, name: string, leave = true) => {
      const departmentId = departmentNamed(name)?.id ?? '';
      apply((world, at) => agentTransfers(world, alex, { channelId, departmentId, leave }, at));
    },
    /** What the visitor of the channel has said, over all chats. */
    said: ({ visitorId }: Channel) =>
      (store.world.visitors.get(visitorId)?.transcript ?? [])
        .filter(line => line.from === 'visitor')
        .map(line => line.text),
    /** Names of those who serve. */
    serving: (channel: Channel) => now(channel).agentIds.map(id => store.world.agents.get(id)?.name),
    status: (name: string) => {
      const department = departmentNamed(name);
      return department && departmentStatus(store.world, department);
    },
  };
}

/** The first of the channels; a test that finds none has failed. */
export function firstOf(channels: readonly Channel[]): Channel {
  const [channel] = channels;
  if (!channel) throw new Error('Expected an open channel.');
  return channel;
}
