import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { manualClock } from './clock.ts';
import { Execution } from './graphql/execution.ts';
import { loadSchema } from './graphql/schema.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { scenarioNamed } from './scenarios/scenarios.ts';
import { Sessions } from './sessions.ts';
import { SharedFeeds } from './sharedFeeds.ts';
import { foundWorld } from './world/founding.ts';
import { agentsOf } from './world/model.ts';
import { visitorArrives, visitorWrites } from './world/visitorTransitions.ts';
import { WorldStore } from './worldStore.ts';

const MESSAGES = 'subscription { message { node { content } } }';
const LEAVES =
  'subscription($t: [CHAT_ACTIVITY_TYPE!]) { chatActivity(filter: {chat_activity_types: $t}) { node { __typename } } }';

function openFeeds() {
  const clock = manualClock();
  const store = new WorldStore(foundWorld(scenarioNamed('quiet'), 1, { at: clock.now() }));
  const execution = new Execution(loadSchema(), DEFAULT_LIMITS);
  const feeds = new SharedFeeds(store, execution, DEFAULT_LIMITS);
  onTestFinished(() => feeds.close());
  const sessions = new Sessions(DEFAULT_LIMITS, clock, 'per-session');
  const all = agentsOf(store.world).map(agent => sessions.start(agent.id));
  const run = vi.spyOn(execution, 'run');
  const heard: string[] = [];
  return {
    heard,
    run,
    all,
    join: (query: string, variables: Readonly<Record<string, unknown>> = {}, session = all[0]) => {
      if (!session) throw new Error('Expected agents in the scenario.');
      const operation = execution.prepare({ query, variables, operationName: null });
      return feeds.join(operation, { session, deliver: ({ text }) => heard.push(text) });
    },
    /** A visitor arrives and writes; what is told of it has been told when this is done. */
    write: async (text: string) => {
      const { visitor } = store.apply(world => visitorArrives(world, {}));
      store.apply(world => visitorWrites(world, visitor.id, text, clock.now()));
      await Promise.resolve();
    },
  };
}

describe('equal subscriptions', () => {
  it('cost one execution for each event, however many sessions hear it', async () => {
    const { join, write, run, heard, all } = openFeeds();
    for (const session of all) for (let n = 0; n < 10; n += 1) join(MESSAGES, {}, session);
    run.mockClear();
    await write('Hi');
    expect(heard).toHaveLength(10 * all.length);
    expect(new Set(heard)).toEqual(new Set(['{"payload":{"data":{"message":{"node":{"content":"Hi"}}}}}']));
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('are those with equal text and equal variables', async () => {
    const { join, write, run, heard } = openFeeds();
    join(LEAVES, { t: ['MEMBER_JOIN'] });
    join(LEAVES, { t: ['MEMBER_LEAVE'] });
    join(`${LEAVES} `, { t: ['MEMBER_JOIN'] });
    run.mockClear();
    await write('Hi');
    expect(heard).toHaveLength(2);
    expect(run).toHaveBeenCalledTimes(2);
  });
});

describe('a subscriber', () => {
  it('who has left hears nothing, and the others go on', async () => {
    const { join, write, heard, run } = openFeeds();
    const leave = join(MESSAGES);
    const leaveToo = join(MESSAGES);
    leave();
    await write('one');
    expect(heard).toHaveLength(1);
    leaveToo();
    run.mockClear();
    await write('two');
    expect(heard).toHaveLength(1);
    expect(run).not.toHaveBeenCalled();
  });

  it('who joins the feed of others hears nothing of what was before', async () => {
    const { join, write, heard } = openFeeds();
    join(MESSAGES);
    const written = write('before');
    join(MESSAGES);
    await written;
    expect(heard).toHaveLength(1);
    await write('after');
    expect(heard).toHaveLength(3);
  });

  it('is refused when the arguments are wrong, and leaves no feed behind', () => {
    const { join } = openFeeds();
    expect(() => join(LEAVES, { t: ['NOTHING'] })).toThrow(
      expect.objectContaining({
        errorName: 'GRAPHQL_SUB_START_ERROR',
        message: expect.stringContaining('NOTHING'),
      }),
    );
    const skipped = 'subscription { message @skip(if: true) { node { id } } }';
    expect(() => join(skipped)).toThrow(/selects no root field/);
  });
});
