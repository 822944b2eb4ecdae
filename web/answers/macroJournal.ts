import { isRecord, readString } from '../lib/decode.ts';
import { decodeAnswer, decodeBody } from './decodeAnswer.ts';
import type { MacroRun, StepState } from './macroRun.ts';
import { MACRO_KEY } from './wipeAnswers.ts';

/** Keeps, for this tab, the macros that are not done: a page that is left takes their rest with it. */
export function keepRuns(runs: ReadonlyMap<string, MacroRun>): void {
  const kept = [...runs.values()].filter(({ phase }) => phase === 'running' || phase === 'stopped');
  try {
    if (kept.length === 0) sessionStorage.removeItem(MACRO_KEY);
    else sessionStorage.setItem(MACRO_KEY, JSON.stringify(kept));
  } catch {
    return;
  }
}

/**
 * The macros that were not done when the page was left, by visitor: each stands still at its next step, and goes on only
 * when the agent says so. What cannot be read is no macro.
 */
export function readRuns(): ReadonlyMap<string, MacroRun> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(MACRO_KEY) ?? '[]');
    if (!Array.isArray(kept)) return new Map();
    return new Map(kept.flatMap((run: unknown) => decodeRun(run) ?? []).map(run => [run.visitorId, run]));
  } catch {
    return new Map();
  }
}

function decodeRun(kept: unknown): MacroRun | null {
  if (!isRecord(kept) || !Array.isArray(kept['steps'])) return null;
  const visitorId = readString(kept, 'visitorId');
  const answer = decodeAnswer(kept['answer']);
  const entries: readonly unknown[] = kept['steps'];
  const body = decodeBody({ kind: 'macro', steps: entries.map(entry => isRecord(entry) && entry['step']) });
  if (visitorId === null || answer === null || body?.kind !== 'macro') return null;
  const next = entries.findIndex((entry, index) => !wasDone(entry, body.steps[index]?.kind));
  if (next === -1) return null;
  const steps = body.steps.map((step, index) => ({ step, state: stateAt(index, next) }));
  return { visitorId, answer, steps, phase: 'stopped' };
}

/** What is said and tagged is in the outbox as soon as it is begun, and that outlives the page. */
function wasDone(entry: unknown, kind: string | undefined): boolean {
  const state = isRecord(entry) && isRecord(entry['state']) ? entry['state']['kind'] : null;
  return state === 'done' || (state === 'doing' && (kind === 'say' || kind === 'tags'));
}

function stateAt(index: number, next: number): StepState {
  if (index < next) return { kind: 'done' };
  return { kind: index === next ? 'interrupted' : 'waiting' };
}
