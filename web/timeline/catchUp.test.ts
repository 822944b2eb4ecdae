import { describe, expect, it, vi } from 'vitest';
import { Later } from '../testing/later.ts';
import { ScriptedClient, type Variables } from '../testing/scriptedClient.ts';
import { connection, memberNode, messageNode, type Node } from '../testing/wire.ts';
import { CatchUp } from './catchUp.ts';
import { readPages } from './pages.ts';
import { idsOf, message } from './testEntries.ts';
import { TimelineStore } from './timelineStore.ts';

type Logs = Readonly<Record<string, readonly Node[]>>;

const nobody = () => null;

function channelWith(visitorId: string | null, logs: readonly unknown[], id = `channel-${visitorId}`) {
  const visitor = visitorId === null ? null : { __typename: 'Visitor', id: visitorId };
  return { __typename: 'VisitorChannel', id, visitor, logs: connection(...logs) };
}

/** As the service answers: the last N logs of every channel. */
function answer(logs: Logs, { last }: Variables) {
  const channels = Object.entries(logs).map(([visitorId, all]) =>
    channelWith(visitorId, all.slice(-Number(last))),
  );
  return { data: { channels: connection(...channels) } };
}

const manyMessages = (count: number) => Array.from({ length: count }, (_, i) => messageNode(`m${i}`, i));

function open(logs: Logs) {
  const script = new ScriptedClient({ RecentLogs: variables => answer(logs, variables) });
  const timeline = new TimelineStore();
  const catchUp = new CatchUp({
    client: script.client,
    timeline,
    visitorOf: nobody,
    visitors: () => Object.keys(logs),
  });
  const depths = () => script.sent.map(({ variables }) => variables['last']);
  return { script, timeline, catchUp, depths };
}

describe('catching up', () => {
  it('reads one page of what was never held', async () => {
    const { catchUp, timeline, depths } = open({ v1: manyMessages(400) });
    expect(await catchUp.run()).toEqual(new Set(['v1']));
    expect(depths()).toEqual([50]);
    expect(timeline.conversation('v1').length).toBe(50);
  });

  it('reads deeper until it meets what was held before the gap', async () => {
    const all = manyMessages(200);
    const { catchUp, timeline, depths } = open({ v1: all });
    timeline.conversation('v1').append(message('m9', 9));
    catchUp.markGap();
    timeline.conversation('v1').append(message('m199', 199));
    expect(await catchUp.run()).toEqual(new Set(['v1']));
    expect(depths()).toEqual([50, 250]);
    expect(idsOf(timeline.conversation('v1'))).toEqual(all.map(({ id }) => id));
  });

  it('stops where the chat begins, though it never meets what was held', async () => {
    const { catchUp, timeline, depths } = open({ v1: manyMessages(30) });
    timeline.conversation('v1').append(message('of an older channel', -1));
    catchUp.markGap();
    expect(await catchUp.run()).toEqual(new Set(['v1']));
    expect(depths()).toEqual([50]);
  });

  it('says whose gap it could not close, and closes it when it can', async () => {
    const { script, catchUp, timeline, depths } = open({ v1: manyMessages(1_200), v2: manyMessages(3) });
    timeline.conversation('v1').append(message('m9', 9));
    catchUp.markGap();
    expect(await catchUp.run()).toEqual(new Set(['v2']));
    expect(depths()).toEqual([50, 250, 1_000]);
    script.reply('RecentLogs', () => answer({ v1: manyMessages(20) }, { last: 50 }));
    expect(await catchUp.run()).toEqual(new Set(['v1']));
  });

  it('keeps the first mark: what came after it closes nothing', async () => {
    const { catchUp, timeline, depths } = open({ v1: manyMessages(200) });
    timeline.conversation('v1').append(message('m9', 9));
    catchUp.markGap();
    timeline.conversation('v1').append(message('m180', 180));
    catchUp.markGap();
    await catchUp.run();
    expect(depths()).toEqual([50, 250]);
  });

  it('needs a mark for each gap: after one is closed, one page is enough', async () => {
    const { catchUp, timeline, depths } = open({ v1: manyMessages(200) });
    timeline.conversation('v1').append(message('m9', 9));
    catchUp.markGap();
    await catchUp.run();
    await catchUp.run();
    expect(depths()).toEqual([50, 250, 50]);
  });

  it('reads anew for those who ask during a read, once for all of them', async () => {
    const { script, catchUp, timeline } = open({});
    const first = new Later<ReturnType<typeof answer>>();
    script.reply('RecentLogs', () => first.promise);
    const early = catchUp.run();
    const late = [catchUp.run(), catchUp.run()];
    await vi.waitFor(() => expect(script.sent).toHaveLength(1));
    script.reply('RecentLogs', variables => answer({ v1: [messageNode('later', 1)] }, variables));
    first.resolve(answer({}, { last: 50 }));
    expect(await early).toEqual(new Set());
    expect(await Promise.all(late)).toEqual([new Set(['v1']), new Set(['v1'])]);
    expect(script.sent).toHaveLength(2);
    expect(timeline.conversation('v1').has('later')).toBe(true);
  });

  it('throws what the read threw, and reads again for those who asked meanwhile', async () => {
    const { script, catchUp } = open({ v1: manyMessages(1) });
    const first = new Later<ReturnType<typeof answer>>();
    script.reply('RecentLogs', () => first.promise);
    const early = catchUp.run();
    const late = catchUp.run();
    await vi.waitFor(() => expect(script.sent).toHaveLength(1));
    script.reply('RecentLogs', variables => answer({ v1: manyMessages(1) }, variables));
    first.reject(new Error('no line'));
    await expect(early).rejects.toThrow('no line');
    expect(await late).toEqual(new Set(['v1']));
  });
});

describe('reading the pages of an answer', () => {
  const timesOf = (logs: readonly unknown[]) =>
    readPages({ channels: connection(channelWith('v1', logs)) }, nobody)
      .get('v1')
      ?.flatMap(({ entries }) => entries)
      .map(({ id, at }) => [id, at]);

  it('gives joins and leaves the time of the message before them, or after them at the beginning', () => {
    const logs = [
      memberNode('MemberJoinLog', 'j1'),
      messageNode('m1', 100),
      memberNode('MemberJoinLog', 'j2'),
      memberNode('MemberLeaveLog', 'l1'),
      messageNode('m2', 200),
      memberNode('MemberLeaveLog', 'l2'),
    ];
    expect(timesOf(logs)).toEqual([
      ['j1', 100],
      ['m1', 100],
      ['j2', 100],
      ['l1', 100],
      ['m2', 200],
      ['l2', 200],
    ]);
  });

  it('leaves out what it does not understand', () => {
    const logs = [null, { __typename: 'MemberChangeLog', id: 'c' }, messageNode('m', 1), 7];
    expect(timesOf(logs)).toEqual([['m', 1]]);
  });

  it('keeps the pages of two channels of one visitor apart', () => {
    const first = channelWith('v1', [messageNode('a', 1), messageNode('b', 2)], 'first');
    const second = channelWith('v1', [messageNode('c', 3)], 'second');
    const pages = readPages({ channels: connection(first, second) }, nobody).get('v1') ?? [];
    expect(pages.map(({ entries }) => entries.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
  });

  it('finds the visitor by the channel where the answer names none, and else leaves the page out', () => {
    const known = channelWith(null, [messageNode('a', 1)], 'known');
    const unknown = channelWith(null, [messageNode('b', 1)], 'unknown');
    const pages = readPages({ channels: connection(known, unknown) }, id => (id === 'known' ? 'v7' : null));
    expect([...pages.keys()]).toEqual(['v7']);
  });

  it.each([null, undefined, 'x', {}, { channels: null }])('finds nothing in %j', data => {
    expect(readPages(data, nobody).size).toBe(0);
  });
});
