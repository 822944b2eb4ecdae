import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScriptedClient } from '../testing/scriptedClient.ts';
import { connection, departmentNode } from '../testing/wire.ts';
import { DepartmentBoard, readDepartments } from './departmentBoard.ts';

const answer = (...nodes: readonly unknown[]) => ({ departments: connection(...nodes) });

describe('reading departments', () => {
  it('has no time of change for what it sees for the first time', () => {
    expect(readDepartments(answer(departmentNode('sales', 'AWAY', 'Sales')), [], 1_000)).toEqual([
      { id: 'sales', name: 'Sales', status: 'AWAY', since: null, changes: [] },
    ]);
  });

  it('dates a change of status, and keeps that date until the next', () => {
    const first = readDepartments(answer(departmentNode('sales', 'ONLINE')), [], 1_000);
    const second = readDepartments(answer(departmentNode('sales', 'AWAY')), first, 2_000);
    const third = readDepartments(answer(departmentNode('sales', 'AWAY')), second, 3_000);
    const fourth = readDepartments(answer(departmentNode('sales', 'OFFLINE')), third, 4_000);
    expect([first, second, third, fourth].map(list => list[0]?.since)).toEqual([null, 2_000, 2_000, 4_000]);
  });

  it('keeps the changes of the last hour', () => {
    const minute = 60_000;
    const statuses = ['ONLINE', 'AWAY', 'ONLINE', 'ONLINE', 'AWAY'];
    const seen = statuses.reduce<ReturnType<typeof readDepartments>>(
      (before, status, index) =>
        readDepartments(answer(departmentNode('sales', status)), before, index * 25 * minute),
      [],
    );
    expect(seen[0]?.changes).toEqual([50 * minute, 100 * minute]);
  });

  it('shows a status and a name that it does not understand as what they are', () => {
    expect(readDepartments(answer(departmentNode('x', 'ON_STRIKE', null)), [], 0)).toEqual([
      { id: 'x', name: 'Department', status: 'UNKNOWN', since: null, changes: [] },
    ]);
  });

  it('leaves out what has no id', () => {
    expect(readDepartments(answer(null, { name: 'Sales' }, 3), [], 0)).toEqual([]);
  });
});

describe('the department board', () => {
  let script = new ScriptedClient();
  let board: DepartmentBoard | null = null;
  let isHidden = false;
  const open = () => {
    board = new DepartmentBoard(script.client);
    return board;
  };
  const reply = (status: string) => {
    script.reply('Departments', () => ({ data: answer(departmentNode('sales', status)) }));
  };
  const statuses = (of: DepartmentBoard) => of.board.getSnapshot().departments.map(({ status }) => status);

  beforeEach(() => {
    vi.useFakeTimers();
    isHidden = false;
    vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (isHidden ? 'hidden' : 'visible'));
    script = new ScriptedClient();
    reply('ONLINE');
  });
  afterEach(() => {
    board?.dispose();
    script.client.stop();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('is empty until the first answer, which it then shows', async () => {
    const departments = open();
    expect(departments.board.getSnapshot()).toEqual({ departments: [], loaded: false, error: null });
    await vi.advanceTimersByTimeAsync(0);
    expect(departments.board.getSnapshot()).toMatchObject({ loaded: true, error: null });
    expect(statuses(departments)).toEqual(['ONLINE']);
  });

  it('reads again every five seconds, and dates the change', async () => {
    const departments = open();
    await vi.advanceTimersByTimeAsync(4_900);
    reply('AWAY');
    expect(script.countOf('Departments')).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(script.countOf('Departments')).toBe(2);
    expect(statuses(departments)).toEqual(['AWAY']);
    expect(departments.board.getSnapshot().departments[0]?.since).toBeGreaterThan(0);
  });

  it('does not read while the page is hidden, and at once when it comes into view', async () => {
    const departments = open();
    await vi.advanceTimersByTimeAsync(0);
    isHidden = true;
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(script.countOf('Departments')).toBe(1);
    reply('OFFLINE');
    isHidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(statuses(departments)).toEqual(['OFFLINE']);
  });

  it('reads at once when it is asked to, and gives what it read', async () => {
    const departments = open();
    await vi.advanceTimersByTimeAsync(0);
    reply('AWAY');
    expect(await departments.refresh()).toMatchObject([{ id: 'sales', status: 'AWAY' }]);
    expect(statuses(departments)).toEqual(['AWAY']);
  });

  it('keeps the list through an error, and forgets the error with the next answer', async () => {
    const departments = open();
    await vi.advanceTimersByTimeAsync(0);
    script.reply('Departments', () => Promise.reject(new Error('no line')));
    await vi.advanceTimersByTimeAsync(5_100);
    expect(statuses(departments)).toEqual(['ONLINE']);
    expect(departments.board.getSnapshot()).toMatchObject({ loaded: true, error: { message: 'no line' } });
    reply('ONLINE');
    await vi.advanceTimersByTimeAsync(5_100);
    expect(departments.board.getSnapshot()).toMatchObject({ loaded: true, error: null });
  });

  it('shows an error before it was ever read, and goes on reading', async () => {
    script.reply('Departments', () => Promise.reject(new Error('no line')));
    const departments = open();
    await vi.advanceTimersByTimeAsync(0);
    expect(departments.board.getSnapshot()).toMatchObject({ loaded: false, error: { message: 'no line' } });
    reply('AWAY');
    await vi.advanceTimersByTimeAsync(5_100);
    expect(departments.board.getSnapshot()).toMatchObject({ loaded: true, error: null });
    expect(statuses(departments)).toEqual(['AWAY']);
  });

  it('throws the error of a read that it was asked for, and keeps the list', async () => {
    const departments = open();
    await vi.advanceTimersByTimeAsync(0);
    script.reply('Departments', () => Promise.reject(new Error('no line')));
    await expect(departments.refresh()).rejects.toThrow('no line');
    expect(statuses(departments)).toEqual(['ONLINE']);
  });

  it('gives the same list while nothing in it changes', async () => {
    const departments = open();
    await vi.advanceTimersByTimeAsync(0);
    const before = departments.board.getSnapshot().departments;
    await departments.refresh();
    expect(departments.board.getSnapshot().departments).toBe(before);
  });

  it('reads no more once it is taken down', async () => {
    const departments = open();
    await vi.advanceTimersByTimeAsync(0);
    departments.dispose();
    await vi.advanceTimersByTimeAsync(20_000);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(script.countOf('Departments')).toBe(1);
  });
});
