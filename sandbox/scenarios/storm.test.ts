import { describe, expect, it } from 'vitest';
import { firstOf, openPlay } from '../testing/playRoom.ts';
import { foundWorld } from '../world/founding.ts';
import { channelState, channelsOf, visitorsOf } from '../world/model.ts';
import { scenarioNamed } from './scenarios.ts';

const storm = scenarioNamed('storm');

describe('a storm', () => {
  it('has five thousand visitors wait from the start, all of them in order and in the past', () => {
    const { store, wait } = openPlay(storm);
    const channels = channelsOf(store.world);
    expect(channels).toHaveLength(5000);
    expect(new Set(channels.map(channelState))).toEqual(new Set(['INCOMING']));
    expect(new Set(visitorsOf(store.world).map(({ rawId }) => rawId)).size).toBe(5000);
    const opened = channels.map(({ openedAt }) => openedAt);
    expect(opened).toEqual(opened.toSorted((a, b) => a - b));
    const logs = channels.flatMap(each => each.logs.map(({ sequence }) => sequence));
    expect(logs).toEqual(logs.toSorted((a, b) => a - b));
    wait(3600);
    expect(channelsOf(store.world)).toEqual(channels);
  });

  it('is the same for the same seed', () => {
    const founded = (seed: number) => channelsOf(foundWorld(storm, seed, { at: 1 })).map(({ logs }) => logs);
    expect(founded(7)).toEqual(founded(7));
    expect(founded(7)).not.toEqual(founded(8));
  });

  it('has visitors who answer the first word of an agent', () => {
    const { open, goOnline, reply, said, wait } = openPlay(storm);
    goOnline();
    const channel = firstOf(open());
    reply(channel, 'Hello');
    wait(8);
    expect(said(channel)).toHaveLength(2);
    wait(3600);
    expect(open()).toHaveLength(4999);
  });
});
