import { setTimeout as pause } from 'node:timers/promises';
import type { DeskPage } from '../pages/deskPage.ts';
import type { SandboxControl } from '../switchboard/sandboxControl.ts';
import { AgentAtWork, type TabAct } from './agentAtWork.ts';
import { Dice } from './dice.ts';
import { Door } from './door.ts';
import type { Fault } from './faults.ts';
import { type Evidence, type Reckoning, reckon } from './reckoning.ts';
import { Talker } from './talker.ts';

export type EpisodePlan = {
  readonly seed: number;
  /** How long everybody talks and everything fails, ms. */
  readonly length: number;
  readonly visitors: readonly string[];
  readonly faults: readonly Fault[];
  readonly acts: readonly TabAct[];
  /** How long (ms) at the end the agent and the transcripts have to come right. */
  readonly patience: number;
};

export type EpisodeReport = {
  readonly seed: number;
  readonly seconds: number;
  readonly reckoning: Reckoning;
  /** By name: how often each fault struck. */
  readonly struck: ReadonlyMap<string, number>;
  /** Messages that needed the agent at the end; and of those, the ones of which the page said nothing. */
  readonly unsettled: number;
  readonly unsaid: number;
};

export type Stage = {
  readonly desk: DeskPage;
  readonly sandbox: SandboxControl;
  readonly sandboxOrigin: string;
};

/** Visitors talk, an agent answers, and everything fails; then all is held against what was written. */
export async function playEpisode(plan: EpisodePlan, stage: Stage): Promise<EpisodeReport> {
  const { desk, sandbox, sandboxOrigin } = stage;
  const dice = new Dice(plan.seed);
  const talkers: Talker[] = [];
  for (const name of plan.visitors) {
    talkers.push(await Talker.arrive(name, sandbox));
    await desk.serve(name);
  }
  const door = new Door();
  const agent = new AgentAtWork(desk, dice.fork(), door);
  const context = desk.page.context();
  const struck = new Map<string, number>();
  const note = (name: string) => struck.set(name, (struck.get(name) ?? 0) + 1);
  const end = Date.now() + plan.length;
  const until = async (act: () => Promise<unknown>) => {
    while (Date.now() < end) await act();
  };

  const trouble = async (fate: Dice) =>
    until(async () => {
      const fault = fate.weigh(plan.faults);
      await fault.strike({ sandbox, sandboxOrigin, context, door }, fate);
      note(fault.name);
      await pause(fate.between(300, 2_000));
    });
  const talk = async (talker: Talker, mood: Dice) =>
    until(async () => {
      await pause(mood.between(200, 1_400));
      await talker.talk();
    });
  const work = async (mind: Dice) =>
    until(async () => {
      await agent.mend();
      const act = mind.weigh(plan.acts);
      await act.do(agent, mind.pick(talkers));
      if (act.isFault) note(act.name);
    });
  await Promise.all([
    trouble(dice.fork()),
    ...talkers.map(talker => talk(talker, dice.fork())),
    work(dice.fork()),
  ]);
  return {
    seed: plan.seed,
    seconds: plan.length / 1_000,
    struck,
    ...(await conclude(plan, agent, talkers, stage)),
  };
}

type Conclusion = Pick<EpisodeReport, 'reckoning' | 'unsettled' | 'unsaid'>;

/** The storm is over: what is open is settled as the page says, and everything is read. */
async function conclude(
  { patience }: EpisodePlan,
  agent: AgentAtWork,
  talkers: readonly Talker[],
  { sandbox, desk }: Stage,
): Promise<Conclusion> {
  await sandbox.clearFaults();
  await desk.page.context().setOffline(false);
  await agent.mend();
  // What was held back to be overtaken is overtaken now.
  for (const talker of talkers) await talker.talk();
  let unsettled = 0;
  let unsaid = 0;
  for (const talker of talkers) {
    unsettled += (await talker.unheard()).length;
    unsaid += (await agent.unsaid(talker, patience)).length;
  }
  await agent.settle(talkers, patience);
  const evidence: Evidence[] = [];
  for (const talker of talkers) {
    const shown = [];
    for (const tab of agent.tabs) shown.push(await agent.read(tab, talker, patience));
    evidence.push({
      visitor: talker.name,
      said: talker.said,
      typed: talker.typed,
      seen: await talker.sees(),
      shown,
    });
  }
  return { reckoning: reckon(evidence), unsettled, unsaid };
}
