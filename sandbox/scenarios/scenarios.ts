import { quiet } from './quiet.ts';
import type { Scenario } from './scenario.ts';
import { walkthrough } from './walkthrough.ts';

const SCENARIOS: readonly Scenario[] = [quiet, walkthrough];

export const SCENARIO_NAMES: readonly string[] = SCENARIOS.map(scenario => scenario.name);

/** @throws Error that lists the names, when there is no scenario of this one */
export function scenarioNamed(name: string): Scenario {
  const found = SCENARIOS.find(scenario => scenario.name === name);
  if (!found)
    throw new Error(`There is no scenario "${name}". Expected one of: ${SCENARIO_NAMES.join(', ')}.`);
  return found;
}
