import { beforeEach, describe, expect, it } from 'vitest';
import type { MacroStep } from './answer.ts';
import { keepRuns, readRuns } from './macroJournal.ts';
import type { MacroRun, StepState } from './macroRun.ts';
import { MACRO_KEY } from './wipeAnswers.ts';

const steps: readonly MacroStep[] = [
  { kind: 'say', text: 'I’ll look.' },
  { kind: 'tags', tags: ['vip'] },
  { kind: 'transfer', departmentId: 'd', departmentName: 'Sales' },
];

function runWith(phase: MacroRun['phase'], kinds: readonly ('waiting' | 'doing' | 'done')[]): MacroRun {
  const answer = {
    id: 'm',
    name: 'm',
    title: '',
    tags: [],
    body: { kind: 'macro', steps },
    updatedAt: 0,
  } as const;
  return {
    visitorId: 'v1',
    answer,
    steps: steps.map((step, index) => ({ step, state: { kind: kinds[index] ?? 'waiting' } })),
    phase,
  };
}

function afterReload(run: MacroRun): readonly StepState['kind'][] | null {
  keepRuns(new Map([[run.visitorId, run]]));
  return (
    readRuns()
      .get('v1')
      ?.steps.map(({ state }) => state.kind) ?? null
  );
}

beforeEach(() => sessionStorage.clear());

describe('a macro whose page was left', () => {
  it('stands still at the transfer that was held, for a hold does not outlive its page', () => {
    expect(afterReload(runWith('running', ['done', 'done', 'doing']))).toEqual([
      'done',
      'done',
      'interrupted',
    ]);
    expect(readRuns().get('v1')).toMatchObject({ phase: 'stopped', answer: { name: 'm' } });
  });

  it('says nothing twice: what was being said or tagged is in the outbox', () => {
    expect(afterReload(runWith('running', ['doing', 'waiting', 'waiting']))).toEqual([
      'done',
      'interrupted',
      'waiting',
    ]);
    expect(afterReload(runWith('running', ['done', 'doing', 'waiting']))).toEqual([
      'done',
      'done',
      'interrupted',
    ]);
  });

  it('is forgotten when it was not begun, or is done', () => {
    expect(afterReload(runWith('choosing', []))).toBeNull();
    expect(afterReload(runWith('done', ['done', 'done', 'done']))).toBeNull();
    expect(sessionStorage.getItem(MACRO_KEY)).toBeNull();
  });

  it('is no macro when what was kept is not understood', () => {
    for (const kept of ['{', '{}', '[1]', '[{"visitorId":"v1","steps":[{}],"answer":{}}]']) {
      sessionStorage.setItem(MACRO_KEY, kept);
      expect(readRuns().size).toBe(0);
    }
  });
});
