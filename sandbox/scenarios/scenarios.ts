import { readdirSync, readFileSync } from 'node:fs';
import { decodeScenario } from './decodeScenario.ts';
import type { Scenario } from './scenario.ts';

const FILE = /^([a-z][\w-]*)\.json$/;

/** The JSON files of this folder, without their ending. */
export const SCENARIO_NAMES: readonly string[] = readdirSync(new URL('.', import.meta.url))
  .flatMap(file => FILE.exec(file)?.[1] ?? [])
  .sort();

/** @throws Error that lists the names, when there is no scenario of this one, and decodeScenario's */
export function scenarioNamed(name: string): Scenario {
  if (!SCENARIO_NAMES.includes(name)) {
    throw new Error(`There is no scenario "${name}". Expected one of: ${SCENARIO_NAMES.join(', ')}.`);
  }
  return decodeScenario(name, parsedJson(name));
}

function parsedJson(name: string): unknown {
  const text = readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The scenario "${name}" is no JSON: ${String(error)}`);
  }
}
