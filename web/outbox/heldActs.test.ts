import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Colleague } from '../apollo/agentBoard.ts';
import type { Department } from '../apollo/departmentBoard.ts';
import { department } from '../testing/builders.ts';
import { Later } from '../testing/later.ts';
import { HeldActs, HOLD_TIME, type Hold } from './heldActs.ts';

const astrid = { visitorId: 'v1', visitorName: 'Astrid' };
const bob = { visitorId: 'v2', visitorName: 'Bob' };
const leave = { kind: 'leave' } as const;
const sales = department('sales');
const priya: Colleague = { id: 'priya', name: 'Priya', status: 'ONLINE' };

function transferTo({ id, name }: Department) {
  return { kind: 'transfer', departmentId: id, departmentName: name } as const;
}

describe('acts that are held', () => {
  const perform = vi.fn<(hold: Hold) => Promise<void>>();
  const onProblem = vi.fn<(hold: Hold, error: unknown) => void>();
  const readDepartments = vi.fn<() => Promise<readonly Department[]>>();
  const readAgents = vi.fn<() => Promise<readonly Colleague[]>>();
  let unsent = 0;
  let holds = new HeldActs({ readDepartments, readAgents, unsentCount: () => unsent, perform, onProblem });

  beforeEach(() => {
    vi.useFakeTimers();
    perform.mockReset().mockResolvedValue();
    onProblem.mockReset();
    readDepartments.mockReset().mockResolvedValue([sales, department('support')]);
    readAgents.mockReset().mockResolvedValue([priya]);
    unsent = 0;
    holds = new HeldActs({ readDepartments, readAgents, unsentCount: () => unsent, perform, onProblem });
  });
  afterEach(() => {
    holds.dispose();
    vi.useRealTimers();
  });

  const startTransfer = (to = sales, visitor = astrid) => holds.start(visitor, transferTo(to), to);
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const phases = () => holds.state.getSnapshot().map(({ visitorId, phase }) => `${visitorId} ${phase}`);
  const question = () => holds.state.getSnapshot()[0]?.question;

  it('goes out after five seconds, once, and is gone when it is done', async () => {
    const done = new Later<void>();
    perform.mockReturnValue(done.promise);
    startTransfer();
    expect(holds.state.getSnapshot()).toEqual([
      {
        ...astrid,
        act: transferTo(sales),
        farewell: null,
        phase: 'holding',
        until: Date.now() + 5_000,
        question: null,
        confirmed: false,
      },
    ]);
    await wait(4_999);
    expect(perform).not.toHaveBeenCalled();
    await wait(1);
    expect(perform.mock.calls).toMatchObject([[{ ...astrid, act: transferTo(sales), phase: 'sending' }]]);
    expect(phases()).toEqual(['v1 sending']);
    done.resolve();
    await wait(20_000);
    expect(phases()).toEqual([]);
    expect(perform).toHaveBeenCalledTimes(1);
    expect(onProblem).not.toHaveBeenCalled();
  });

  it('never goes out when it is undone', async () => {
    startTransfer();
    await wait(4_900);
    holds.undo('v1');
    expect(phases()).toEqual([]);
    await wait(20_000);
    expect(perform).not.toHaveBeenCalled();
  });

  it('runs beside another, each with its own five seconds', async () => {
    startTransfer();
    await wait(2_000);
    holds.start(bob, leave, null);
    expect(phases()).toEqual(['v1 holding', 'v2 holding']);
    await wait(3_000);
    expect(perform.mock.calls.map(([{ visitorId }]) => visitorId)).toEqual(['v1']);
    await wait(2_000);
    expect(perform.mock.calls.map(([{ visitorId }]) => visitorId)).toEqual(['v1', 'v2']);
  });

  it('undoes the latest when no visitor is named, then the one before', async () => {
    startTransfer();
    await wait(100);
    holds.start(bob, leave, null);
    holds.undo();
    expect(phases()).toEqual(['v1 holding']);
    holds.undo();
    holds.undo();
    expect(phases()).toEqual([]);
  });

  it('starts anew when the agent chooses another department', async () => {
    startTransfer();
    await wait(4_000);
    startTransfer(department('support'));
    await wait(4_000);
    expect(perform).not.toHaveBeenCalled();
    await wait(1_000);
    expect(perform.mock.calls).toMatchObject([[{ act: { departmentId: 'support' } }]]);
  });

  it('can’t be undone or replaced once it is under way', async () => {
    const done = new Later<void>();
    perform.mockReturnValue(done.promise);
    startTransfer();
    await wait(5_000);
    holds.undo('v1');
    holds.undo();
    holds.start(astrid, leave, null);
    expect(phases()).toEqual(['v1 sending']);
    done.resolve();
    await wait(20_000);
    expect(perform).toHaveBeenCalledTimes(1);
  });

  it.each(['AWAY', 'OFFLINE', 'UNKNOWN'] as const)(
    'asks at once about a department that is %s',
    async status => {
      startTransfer(department('sales', status));
      expect(phases()).toEqual(['v1 asking']);
      expect(question()).toEqual({ kind: 'status', name: 'Sales', status });
      await wait(20_000);
      expect(perform).not.toHaveBeenCalled();
    },
  );

  it('is held once more when the agent says yes, and then goes out without another question', async () => {
    readDepartments.mockResolvedValue([department('sales', 'OFFLINE')]);
    unsent = 3;
    startTransfer(department('sales', 'OFFLINE'));
    holds.confirm('v1');
    holds.departmentsChanged([department('sales', 'OFFLINE')]);
    expect(phases()).toEqual(['v1 holding']);
    await wait(HOLD_TIME - 1);
    expect(perform).not.toHaveBeenCalled();
    await wait(1);
    expect(perform.mock.calls).toMatchObject([[{ confirmed: true, question: null, phase: 'sending' }]]);
    expect(phases()).toEqual([]);
  });

  it('takes a yes for an answer only to a question', async () => {
    startTransfer();
    holds.confirm('v1');
    holds.confirm('nobody');
    await wait(0);
    expect(perform).not.toHaveBeenCalled();
    expect(phases()).toEqual(['v1 holding']);
  });

  it('forgets the question when the agent cancels', async () => {
    startTransfer(department('sales', 'AWAY'));
    holds.undo('v1');
    holds.confirm('v1');
    await wait(20_000);
    expect(phases()).toEqual([]);
    expect(perform).not.toHaveBeenCalled();
  });

  it('stops and asks when the department goes offline during the hold', async () => {
    startTransfer();
    holds.start(bob, leave, null);
    await wait(2_000);
    holds.departmentsChanged([department('sales', 'OFFLINE')]);
    expect(holds.state.getSnapshot()).toMatchObject([
      { visitorId: 'v2', phase: 'holding' },
      { visitorId: 'v1', phase: 'asking', question: { kind: 'status', status: 'OFFLINE' } },
    ]);
    await wait(20_000);
    expect(perform.mock.calls.map(([{ visitorId }]) => visitorId)).toEqual(['v2']);
  });

  it('goes on while its department stays online or is not told of', async () => {
    startTransfer();
    holds.departmentsChanged([sales, department('support', 'OFFLINE')]);
    holds.departmentsChanged([]);
    expect(phases()).toEqual(['v1 holding']);
  });

  it('asks when the last read shows the department offline', async () => {
    readDepartments.mockResolvedValue([department('sales', 'OFFLINE')]);
    startTransfer();
    await wait(5_000);
    expect(phases()).toEqual(['v1 asking']);
    expect(question()).toEqual({ kind: 'status', name: 'Sales', status: 'OFFLINE' });
    expect(perform).not.toHaveBeenCalled();
  });

  it('tells that the department is not there any more, and leaves all as it was', async () => {
    readDepartments.mockResolvedValue([department('support')]);
    startTransfer();
    await wait(5_000);
    expect(phases()).toEqual([]);
    expect(perform).not.toHaveBeenCalled();
    expect(onProblem).toHaveBeenCalledWith(
      expect.objectContaining(astrid),
      expect.objectContaining({
        message: 'Sales is not there any more. Choose another department.',
      }),
    );
  });

  it('asks about unsent messages, before a leave too', async () => {
    unsent = 2;
    holds.start(astrid, leave, null);
    await wait(5_000);
    expect(question()).toEqual({ kind: 'unsent', count: 2 });
    expect(perform).not.toHaveBeenCalled();
  });

  it('waits as long as the agent wants', async () => {
    const holdTime = () => 12_000;
    holds = new HeldActs({ readDepartments, readAgents, unsentCount: () => 0, perform, onProblem, holdTime });
    startTransfer();
    await wait(11_999);
    expect(perform).not.toHaveBeenCalled();
    await wait(1);
    expect(perform).toHaveBeenCalledTimes(1);
  });

  const handOver = { kind: 'invite', agentId: 'priya', agentName: 'Priya', leave: true } as const;

  it('hands over to a colleague who is online still', async () => {
    holds.start(astrid, handOver, priya, 'Bye');
    await wait(5_000);
    expect(perform.mock.calls).toMatchObject([[{ act: handOver, farewell: 'Bye' }]]);
  });

  it('asks about a colleague who went away meanwhile, or was away from the start', async () => {
    readAgents.mockResolvedValue([{ ...priya, status: 'AWAY' }]);
    holds.start(astrid, handOver, priya);
    await wait(5_000);
    expect(question()).toEqual({ kind: 'status', name: 'Priya', status: 'AWAY' });
    holds.start(astrid, handOver, { ...priya, status: 'INVISIBLE' });
    expect(question()).toMatchObject({ status: 'INVISIBLE' });
    expect(perform).not.toHaveBeenCalled();
  });

  it('goes nowhere with a colleague who is not there any more', async () => {
    readAgents.mockResolvedValue([]);
    holds.start(astrid, handOver, priya);
    await wait(5_000);
    const message = 'Priya is not there any more. Choose another colleague.';
    expect(onProblem.mock.calls).toMatchObject([[astrid, { message }]]);
  });

  it('reads no departments for a leave', async () => {
    holds.start(astrid, leave, null);
    await wait(5_000);
    expect(perform).toHaveBeenCalledTimes(1);
    expect(readDepartments).not.toHaveBeenCalled();
  });

  it.each([
    ['carried out', () => perform.mockRejectedValue(new Error('no line'))],
    ['looked at once more', () => readDepartments.mockRejectedValue(new Error('no line'))],
  ])('tells why when it can’t be %s, and can be started again', async (_what, fail) => {
    fail();
    startTransfer();
    await wait(5_000);
    expect(onProblem.mock.calls).toMatchObject([[astrid, { message: 'no line' }]]);
    expect(phases()).toEqual([]);
    startTransfer();
    expect(phases()).toEqual(['v1 holding']);
  });

  it('lets nothing go out once it is taken down', async () => {
    startTransfer();
    holds.dispose();
    await wait(20_000);
    expect(phases()).toEqual([]);
    expect(perform).not.toHaveBeenCalled();
  });

  it('lets nothing go out that was looked at while it was taken down', async () => {
    const departments = new Later<readonly Department[]>();
    readDepartments.mockReturnValue(departments.promise);
    startTransfer();
    await wait(5_000);
    holds.dispose();
    departments.resolve([sales]);
    await wait(0);
    expect(perform).not.toHaveBeenCalled();
    expect(phases()).toEqual([]);
  });
});
