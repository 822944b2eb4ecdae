import { describe, expect, it } from 'vitest';
import { manualClock } from '../clock.ts';
import { keepHouse } from '../housekeeping.ts';
import { agentChangesStatus, agentReplies, agentTransfers } from '../world/agentTransitions.ts';
import { foundWorld } from '../world/founding.ts';
import {
  agentsOf,
  type Channel,
  channelState,
  channelsOf,
  departmentStatus,
  departmentsOf,
} from '../world/model.ts';
import { WorldStore } from '../worldStore.ts';
import { startPlay } from './director.ts';
import type { Scenario } from './scenario.ts';
import { walkthrough } from './walkthrough.ts';

/** The walkthrough on a clock that stands still, with the first demo agent not yet ONLINE. */
function stage(seed = 1, scenario: Scenario = walkthrough) {
  const clock = manualClock();
  const store = new WorldStore(foundWorld(scenario, seed));
  keepHouse(store, clock);
  if (!scenario.play) throw new Error('Expected a scenario with a play.');
  const stop = startPlay(store, clock, scenario.play, seed);
  const alex = agentsOf(store.world)[0]?.id ?? '';
  const open = () => channelsOf(store.world).filter(channel => channel.phase === 'open');
  return {
    clock,
    store,
    stop,
    open,
    goOnline: () => store.apply(world => agentChangesStatus(world, alex, 'ONLINE')),
    reply: (channel: Channel, content: string) =>
      store.apply(world => agentReplies(world, alex, { channelId: channel.id, content }, clock.now())),
    transfer: (channel: Channel, name: string) => {
      const departmentId = departmentsOf(store.world).find(each => each.name === name)?.id ?? '';
      const request = { channelId: channel.id, departmentId, leave: true };
      return store.apply(world => agentTransfers(world, alex, request, clock.now()));
    },
    said: (channel: Channel) =>
      (store.world.visitors.get(channel.visitorId)?.transcript ?? [])
        .filter(line => line.from === 'visitor')
        .map(line => line.text),
    status: (name: string) => {
      const department = departmentsOf(store.world).find(each => each.name === name);
      return department && departmentStatus(store.world, department);
    },
  };
}

function first(channels: readonly Channel[]): Channel {
  const [channel] = channels;
  if (!channel) throw new Error('Expected an open channel.');
  return channel;
}

describe('the walkthrough', () => {
  it('is quiet until an agent goes ONLINE, and has a waiting visitor within three seconds of it', () => {
    const { clock, goOnline, open } = stage();
    clock.advance(60_000);
    expect(open()).toEqual([]);
    goOnline();
    clock.advance(3000);
    expect(open()).toHaveLength(1);
    expect(channelState(first(open()))).toBe('INCOMING');
  });

  it('never floods the agent', () => {
    const { clock, goOnline, open } = stage();
    goOnline();
    for (let second = 0; second < 300; second += 1) {
      clock.advance(1000);
      expect(open().length).toBeLessThanOrEqual(5);
    }
    expect(open()).toHaveLength(5);
  });

  it('has visitors who type, answer each reply once, give thanks, leave, and come again', () => {
    const { clock, store, goOnline, open, reply, said } = stage();
    goOnline();
    clock.advance(4000);
    const channel = first(open());
    expect(said(channel)).toEqual([walkthrough.play?.visitors[0]?.opening]);
    reply(channel, 'Hello Maya');
    reply(channel, 'Let me look.');
    clock.advance(3300);
    expect(store.world.visitors.get(channel.visitorId)?.typing).not.toBe('');
    clock.advance(4000);
    expect(said(channel)).toHaveLength(2);
    for (let round = 0; round < 2; round += 1) {
      reply(channel, 'Go on.');
      clock.advance(8000);
    }
    expect(said(channel).at(-1)).toBe(walkthrough.play?.visitors[0]?.thanks);
    clock.advance(20_000);
    expect(channelState(store.world.channels.get(channel.id) ?? channel)).toBe('CLOSED');
  });

  it('has a visitor click the first reply that is offered', () => {
    const { clock, store, goOnline, open, said } = stage();
    goOnline();
    clock.advance(4000);
    const channel = first(open());
    const alex = agentsOf(store.world)[0]?.id ?? '';
    const answer = { channelId: channel.id, content: 'Which one?', options: ['The first', 'The second'] };
    store.apply(world => agentReplies(world, alex, answer, clock.now()));
    clock.advance(8000);
    expect(said(channel).at(-1)).toBe('The first');
  });

  it('has a visitor grow impatient once when nobody answers', () => {
    const { clock, goOnline, open, said } = stage();
    goOnline();
    clock.advance(4000);
    const channel = first(open());
    clock.advance(120_000);
    expect(said(channel)).toEqual([
      walkthrough.play?.visitors[0]?.opening,
      walkthrough.play?.visitors[0]?.impatient,
    ]);
  });

  it('has a colleague take what waits in a department where one is ONLINE, and nobody elsewhere', () => {
    const { clock, store, goOnline, open, reply, transfer } = stage();
    goOnline();
    clock.advance(20_000);
    const [one, two] = open();
    if (!one || !two) throw new Error('Expected two open channels.');
    reply(one, 'Hello');
    transfer(one, 'Shipping');
    reply(two, 'Hello');
    transfer(two, 'Legal');
    clock.advance(9000);
    const namesIn = ({ id }: Channel) =>
      store.world.channels.get(id)?.agentIds.map(agentId => store.world.agents.get(agentId)?.name);
    expect(namesIn(one)).toEqual(['Sam Okoro']);
    expect(namesIn(two)).toEqual([]);
  });

  it('lets the last transfer count when a chat is handed on twice', () => {
    const { clock, store, goOnline, open, reply, transfer } = stage();
    goOnline();
    clock.advance(4000);
    const channel = first(open());
    reply(channel, 'Hello');
    transfer(channel, 'Shipping');
    clock.advance(5000);
    transfer(channel, 'Sales');
    const serving = () => store.world.channels.get(channel.id)?.agentIds.length;
    clock.advance(8000);
    expect(serving()).toBe(0);
    clock.advance(1000);
    expect(serving()).toBe(1);
  });

  it('turns a department OFFLINE for a while, again and again', () => {
    const { clock, goOnline, status } = stage();
    expect(['Shipping', 'Billing', 'Returns', 'Legal', 'Sales'].map(status)).toEqual([
      'ONLINE',
      'ONLINE',
      'AWAY',
      'OFFLINE',
      'ONLINE',
    ]);
    goOnline();
    for (let round = 0; round < 2; round += 1) {
      clock.advance(60_000);
      expect(status('Billing')).toBe('OFFLINE');
      clock.advance(30_000);
      expect(status('Billing')).toBe('ONLINE');
      clock.advance(150_000);
    }
  });

  it('repeats itself for the same seed, and not for another', () => {
    const record = (seed: number) => {
      const { clock, store, goOnline } = stage(seed);
      goOnline();
      clock.advance(60_000);
      return channelsOf(store.world).map(({ id, openedAt, logs }) => ({ id, openedAt, logs }));
    };
    expect(record(3)).toEqual(record(3));
    expect(record(3)).not.toEqual(record(4));
  });

  it('ends when it is told to', () => {
    const { clock, goOnline, open, stop } = stage();
    goOnline();
    stop();
    clock.advance(60_000);
    expect(open()).toEqual([]);
  });
});
