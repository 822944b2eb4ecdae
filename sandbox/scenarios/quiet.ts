import type { Scenario } from './scenario.ts';
import { colleagues, DEMO_AGENTS, DEPARTMENTS } from './staff.ts';

/** Departments, all ONLINE, and agents; visitors come by control calls and the visitor page alone. */
export const quiet: Scenario = {
  name: 'quiet',
  departments: DEPARTMENTS,
  agents: [...DEMO_AGENTS, ...colleagues()],
};
