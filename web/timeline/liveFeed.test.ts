import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScriptedClient } from '../testing/scriptedClient.ts';
import { memberNode, messageNode } from '../testing/wire.ts';
import type { LiveLog } from './decodeLog.ts';
import { LiveFeed } from './liveFeed.ts';

describe('the live feed', () => {
  const onError = vi.fn();
  let script = new ScriptedClient();
  let logs: LiveLog[] = [];
  let feed = new LiveFeed({ client: script.client, onLog: () => undefined, onError });

  beforeEach(() => {
    onError.mockReset();
    logs = [];
    script = new ScriptedClient();
    feed = new LiveFeed({ client: script.client, onLog: log => logs.push(log), onError });
    feed.start();
  });
  afterEach(() => {
    feed.stop();
    script.client.stop();
  });

  const channel = { __typename: 'VisitorChannel', id: 'c', visitor: { __typename: 'Visitor', id: 'v1' } };
  const say = (id: string) =>
    script.feed('Messages').next({ data: { message: { node: messageNode(id, 1, { channel }) } } });
  const come = (id: string) =>
    script
      .feed('ChatActivity')
      .next({ data: { chatActivity: { node: { ...memberNode('MemberJoinLog', id), channel } } } });
  const ids = () => logs.map(({ entry }) => entry.id);

  it('gives messages, joins and leaves in the order in which they come', () => {
    say('m1');
    come('j1');
    say('m2');
    expect(ids()).toEqual(['m1', 'j1', 'm2']);
    expect(logs[0]).toMatchObject({ channelId: 'c', visitorId: 'v1' });
  });

  it.each([
    ['no data', { data: null }],
    ['no edge', { data: { message: null } }],
    ['no node', { data: { message: { node: null } } }],
    ['a node of another type', { data: { message: { node: { __typename: 'Rating', id: 'r' } } } }],
  ])('passes over %s and goes on', (_what, result) => {
    script.feed('Messages').next(result);
    say('m1');
    expect(ids()).toEqual(['m1']);
    expect(onError).not.toHaveBeenCalled();
  });

  it('says which feed ended, while the other goes on', () => {
    const refusal = new Error('MAX_SUB');
    script.feed('ChatActivity').error(refusal);
    expect(onError.mock.calls).toEqual([['joins and leaves', refusal]]);
    say('m1');
    expect(ids()).toEqual(['m1']);
    script.feed('Messages').error(refusal);
    expect(onError).toHaveBeenLastCalledWith('messages', refusal);
  });

  it('says that an event could not be read, and goes on', () => {
    script.feed('Messages').next({ errors: [{ message: 'Broken' }] });
    expect(onError).toHaveBeenCalledWith('messages', expect.objectContaining({ message: 'Broken' }));
    say('m1');
    expect(ids()).toEqual(['m1']);
  });

  it('starts only what does not run when it is started again', () => {
    script.feed('ChatActivity').error(new Error('the session ended'));
    feed.start();
    expect(onError.mock.calls.map(([name]) => name)).toEqual(['joins and leaves', 'joins and leaves']);
    say('m1');
    expect(ids()).toEqual(['m1']);
  });

  it('keeps nothing in the cache', () => {
    say('m1');
    come('j1');
    expect(script.client.cache.extract()).toEqual({});
  });

  it('unsubscribes from both when it is stopped', () => {
    expect([script.feed('Messages').observed, script.feed('ChatActivity').observed]).toEqual([true, true]);
    feed.stop();
    expect([script.feed('Messages').observed, script.feed('ChatActivity').observed]).toEqual([false, false]);
  });
});
