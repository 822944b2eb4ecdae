import { assertNever } from '../lib/assertNever.ts';
import type { MacroStep } from './answer.ts';
import { findHoles } from './holes.ts';
import { type MacroRun, macroRuns, type StepState, setMacroRun } from './macroRun.ts';

/** The run with its open holes filled in: `fillings` by the holes' labels; those without one stay open. */
export function fillRun(run: MacroRun, fillings: ReadonlyMap<string, string>): MacroRun {
  const fill = (text: string) =>
    findHoles(text).reduceRight((filled, { label, start, end }) => {
      const filling = fillings.get(label)?.trim();
      return filling ? filled.slice(0, start) + filling + filled.slice(end) : filled;
    }, text);
  return {
    ...run,
    steps: run.steps.map(({ step, state }) => ({
      step: step.kind === 'say' ? { ...step, text: fill(step.text) } : step,
      state,
    })),
  };
}

/** The labels of the holes that are open in a run, each once. */
export function holesOf({ steps }: MacroRun): readonly string[] {
  const labels = steps.flatMap(({ step }) =>
    step.kind === 'say' ? findHoles(step.text).map(({ label }) => label) : [],
  );
  return [...new Set(labels)];
}

/** What carries a step out; each promise resolves when it is done, and rejects with an Error whose message says why not. */
export type MacroHands = {
  readonly say: (visitorId: string, text: string) => Promise<void>;
  readonly tag: (visitorId: string, tags: readonly string[]) => Promise<void>;
  /** Held first, as every transfer is; rejects when it is taken back. */
  readonly transfer: (
    visitorId: string,
    department: Extract<MacroStep, { readonly kind: 'transfer' }>,
  ) => Promise<void>;
  readonly leave: (visitorId: string) => Promise<void>;
};

/**
 * Carries out what is not done of a visitor's macro, step after step, and shows each in `macroRuns`. It stops at the
 * first step that fails; calling it again goes on from that one. Resolves when it is done or has stopped.
 */
export async function runMacro(visitorId: string, hands: MacroHands): Promise<void> {
  const start = macroRuns.getSnapshot().get(visitorId);
  if (start === undefined || start.phase === 'running' || start.phase === 'done') return;
  setMacroRun(visitorId, { ...start, phase: 'running' });
  for (const [index, { step, state }] of start.steps.entries()) {
    if (state.kind === 'done') continue;
    mark(visitorId, index, { kind: 'doing' });
    try {
      await carryOut(visitorId, step, hands);
    } catch (error) {
      mark(visitorId, index, {
        kind: 'failed',
        reason: error instanceof Error ? error.message : String(error),
      });
      return setPhase(visitorId, 'stopped');
    }
    mark(visitorId, index, { kind: 'done' });
    if (!macroRuns.getSnapshot().has(visitorId)) return;
  }
  const last = start.steps.at(-1)?.step.kind;
  // Of a chat that was left there is nothing more to show.
  if (last === 'transfer' || last === 'leave') setMacroRun(visitorId, null);
  else setPhase(visitorId, 'done');
}

function carryOut(visitorId: string, step: MacroStep, hands: MacroHands): Promise<void> {
  switch (step.kind) {
    case 'say':
      return hands.say(visitorId, step.text);
    case 'tags':
      return hands.tag(visitorId, step.tags);
    case 'transfer':
      return hands.transfer(visitorId, step);
    case 'leave':
      return hands.leave(visitorId);
    default:
      return assertNever(step);
  }
}

function mark(visitorId: string, index: number, state: StepState): void {
  change(visitorId, run => ({
    ...run,
    steps: run.steps.map((entry, place) => (place === index ? { ...entry, state } : entry)),
  }));
}

function setPhase(visitorId: string, phase: MacroRun['phase']): void {
  change(visitorId, run => ({ ...run, phase }));
}

/** A run that was taken away meanwhile stays away. */
function change(visitorId: string, next: (run: MacroRun) => MacroRun): void {
  const run = macroRuns.getSnapshot().get(visitorId);
  if (run !== undefined) setMacroRun(visitorId, next(run));
}
