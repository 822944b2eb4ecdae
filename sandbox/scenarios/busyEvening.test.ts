import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPlay, type PlayRoom } from '../testing/playRoom.ts';
import type { ChatLog } from '../world/model.ts';
import { agentsOf, channelsOf, visitorsOf } from '../world/model.ts';
import { scenarioNamed } from './scenarios.ts';

const busyEvening = scenarioNamed('busy-evening');
const visitors = busyEvening.play?.arrivals?.visitors ?? [];
const DEPARTMENTS = busyEvening.departments.map(({ name }) => name);

/** Ten minutes, in which Alex does the deeds one after the other, every few seconds. */
function playTenMinutes(seed: number, deeds: readonly Deed[] = []): PlayRoom {
  const room = openPlay(busyEvening, seed);
  room.goOnline();
  for (let round = 0; round < 120; round += 1) {
    room.wait(5);
    const deed = deeds[round % deeds.length];
    const channel = room.onDesk()[0];
    if (!deed || !channel) continue;
    if (deed.does === 'reply' || !channel.agentIds.includes(room.alex)) room.reply(channel, 'Good evening');
    else room.transfer(channel, deed.department);
  }
  return room;
}

interface Deed {
  readonly does: 'reply' | 'transfer';
  readonly department: string;
}

const deeds = array(
  record({
    does: constantFrom('reply' as const, 'transfer' as const),
    department: constantFrom(...DEPARTMENTS),
  }),
  { maxLength: 6 },
);

const scriptOf = ({ store }: PlayRoom) => ({
  visitors: visitorsOf(store.world),
  channels: channelsOf(store.world),
  agents: agentsOf(store.world).map(({ status }) => status),
});

describe('a busy evening', () => {
  it('repeats itself for the same seed and the same deeds', () => {
    assert(
      property(integer({ min: 0, max: 99_999 }), deeds, (seed, done) => {
        expect(scriptOf(playTenMinutes(seed, done))).toEqual(scriptOf(playTenMinutes(seed, done)));
      }),
      { numRuns: 8 },
    );
  });

  it('is another one for another seed', () => {
    const order = (seed: number) =>
      visitorsOf(playTenMinutes(seed).store.world).map(each => each.displayName);
    expect(order(7)).not.toEqual(order(8));
  });

  it('brings thirty visitors, several at once, and never a flood', () => {
    const { goOnline, wait, onDesk, store } = openPlay(busyEvening, 7);
    goOnline();
    const crowds = Array.from({ length: 180 }, () => {
      wait(5);
      return onDesk().length;
    });
    expect(Math.max(...crowds)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...crowds)).toBeLessThanOrEqual(10);
    expect(visitors).toHaveLength(30);
    const names = new Set(visitorsOf(store.world).map(each => each.displayName));
    expect(visitors.filter(({ name }) => name && !names.has(name))).toEqual([]);
  });

  it('has colleagues who serve some, greet, answer each message, and offer replies that are clicked', () => {
    const { store } = playTenMinutes(7);
    const { greetings = [], lines = [] } = busyEvening.play?.staff ?? {};
    const colleagues = new Set(agentsOf(store.world).map(({ id }) => id));
    const served = channelsOf(store.world).filter(({ logs }) => logs.some(log => colleagues.has(log.userId)));
    expect(served.length).toBeGreaterThan(10);
    const contents = served.flatMap(({ logs }) => logs.flatMap(contentOf));
    for (const { say } of lines) expect(contents).toContain(say);
    for (const { logs } of served) {
      const first = logs.find(log => log.kind === 'message' && colleagues.has(log.userId));
      expect(greetings).toContain(first && contentOf(first)[0]);
    }
    const offered = lines.flatMap(({ quickReplies = [] }) => quickReplies);
    const said = visitorsOf(store.world).flatMap(({ transcript }) =>
      transcript.filter(line => line.from === 'visitor'),
    );
    expect(said.filter(({ text }) => offered.includes(text)).length).toBeGreaterThan(3);
  });

  it('has colleagues take no more than they may', () => {
    const { goOnline, wait, store } = openPlay(busyEvening, 7);
    goOnline();
    for (let second = 0; second < 600; second += 1) {
      wait(1);
      const open = store.world.channels.values().filter(({ phase }) => phase === 'open');
      for (const { id, name } of agentsOf(store.world)) {
        const count = open.filter(({ agentIds }) => agentIds.includes(id)).length;
        expect({ name, count }).toEqual({ name, count: Math.min(count, 2) });
      }
    }
  });

  it('has departments that flap, and a colleague who goes leaves the chats to others', () => {
    const { goOnline, wait, status, store } = openPlay(busyEvening, 7);
    goOnline();
    const seen = new Map(DEPARTMENTS.map(name => [name, new Set<string | undefined>()]));
    for (let second = 0; second < 300; second += 1) {
      wait(1);
      for (const [name, statuses] of seen) statuses.add(status(name));
      const open = store.world.channels.values().filter(({ phase }) => phase === 'open');
      const serving = new Set(open.flatMap(({ agentIds }) => agentIds));
      const offline = agentsOf(store.world).filter(agent => agent.status === 'OFFLINE');
      expect(offline.filter(({ id }) => serving.has(id))).toEqual([]);
    }
    const flapping = [...seen].filter(([, statuses]) => statuses.size > 1).map(([name]) => name);
    expect(flapping).toEqual(['Billing', 'Returns', 'Legal']);
  });

  it('has visitors who leave in the middle, and come back under another channel id', () => {
    const { store } = playTenMinutes(7, [{ does: 'reply', department: '' }]);
    const backWith = visitors.flatMap(({ visits }) => visits[0]?.interruption?.comesBack?.saying ?? []);
    const back = channelsOf(store.world).filter(({ logs }) =>
      logs.flatMap(contentOf).some(text => backWith.includes(text)),
    );
    expect(back.length).toBeGreaterThan(1);
    for (const { id, visitorId } of back) {
      const all = channelsOf(store.world).filter(each => each.visitorId === visitorId);
      expect(all[0]?.id).not.toBe(id);
    }
  });
});

function contentOf(log: ChatLog): string[] {
  return log.kind === 'message' ? [log.content] : [];
}
