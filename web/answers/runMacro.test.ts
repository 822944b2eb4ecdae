import { beforeEach, describe, expect, it } from 'vitest';
import { Later } from '../testing/later.ts';
import type { Answer, MacroStep } from './answer.ts';
import { holeText } from './holes.ts';
import { type MacroRun, macroRuns, setMacroRun } from './macroRun.ts';
import { fillRun, holesOf, type MacroHands, runMacro } from './runMacro.ts';

const steps: readonly MacroStep[] = [
  { kind: 'say', text: `Order ${holeText('number')}, ${holeText('number')}` },
  { kind: 'tags', tags: ['vip'] },
  { kind: 'transfer', departmentId: 'd', departmentName: 'Sales' },
];
const macro: Answer = {
  id: 'm',
  name: 'm',
  title: '',
  tags: [],
  body: { kind: 'macro', steps },
  updatedAt: 0,
};

function choose(list: readonly MacroStep[] = steps): MacroRun {
  const run: MacroRun = {
    visitorId: 'v1',
    answer: macro,
    steps: list.map(step => ({ step, state: { kind: 'waiting' } })),
    phase: 'choosing',
  };
  setMacroRun('v1', run);
  return run;
}

const states = () =>
  macroRuns
    .getSnapshot()
    .get('v1')
    ?.steps.map(({ state }) => state.kind) ?? null;
const phase = () => macroRuns.getSnapshot().get('v1')?.phase ?? null;

/** Hands that note what they did, and fail where they are told to. */
function hands(failing: readonly string[] = []): MacroHands & { readonly done: string[] } {
  const done: string[] = [];
  const act = (kind: string) => async () => {
    if (failing.includes(kind)) throw new Error(`${kind} is refused`);
    done.push(kind);
  };
  return { done, say: act('say'), tag: act('tag'), transfer: act('transfer'), leave: act('leave') };
}

beforeEach(() => macroRuns.set(new Map()));

describe('a macro', () => {
  it('asks for each hole once, and fills it in wherever it is', () => {
    const run = choose();
    expect(holesOf(run)).toEqual(['number']);
    const filled = fillRun(run, new Map([['number', ' 47 ']]));
    expect(holesOf(filled)).toEqual([]);
    expect(filled.steps[0]?.step).toEqual({ kind: 'say', text: 'Order 47, 47' });
    expect(fillRun(run, new Map([['number', ' ']])).steps).toEqual(run.steps);
  });

  it('carries out its steps in their order; of a chat that is left nothing stays', async () => {
    choose();
    const all = hands();
    await runMacro('v1', all);
    expect(all.done).toEqual(['say', 'tag', 'transfer']);
    expect(phase()).toBeNull();
  });

  it('stays to be read when the chat goes on', async () => {
    choose(steps.slice(0, 2));
    await runMacro('v1', hands());
    expect([states(), phase()]).toEqual([['done', 'done'], 'done']);
  });

  it('stops at the step that fails, says why, and goes on from there', async () => {
    choose();
    const first = hands(['tag']);
    await runMacro('v1', first);
    expect([first.done, states(), phase()]).toEqual([['say'], ['done', 'failed', 'waiting'], 'stopped']);
    expect(macroRuns.getSnapshot().get('v1')?.steps[1]?.state).toEqual({
      kind: 'failed',
      reason: 'tag is refused',
    });
    const second = hands();
    await runMacro('v1', second);
    expect(second.done).toEqual(['tag', 'transfer']);
  });

  it('runs once, however often it is begun', async () => {
    choose(steps.slice(0, 1));
    const gate = new Later<void>();
    const slow = { ...hands(), say: () => gate.promise };
    const running = runMacro('v1', slow);
    expect(states()).toEqual(['doing']);
    const again = hands();
    await runMacro('v1', again);
    expect(again.done).toEqual([]);
    gate.resolve(undefined);
    await running;
    expect(phase()).toBe('done');
  });

  it('goes no further when it is taken away meanwhile', async () => {
    choose();
    const gate = new Later<void>();
    const all = hands();
    const running = runMacro('v1', { ...all, say: () => gate.promise });
    setMacroRun('v1', null);
    gate.resolve(undefined);
    await running;
    expect([all.done, phase()]).toEqual([[], null]);
  });
});
