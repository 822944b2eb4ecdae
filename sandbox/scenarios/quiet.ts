import type { Scenario } from './scenario.ts';
import { COLLEAGUES, DEMO_AGENTS } from './staff.ts';

/** Departments and agents; visitors come by control calls and the visitor page alone. */
export const quiet: Scenario = {
  name: 'quiet',
  departments: [
    { name: 'Shipping' },
    { name: 'Billing' },
    { name: 'Returns' },
    { name: 'Legal' },
    { name: 'Sales' },
  ],
  agents: [...DEMO_AGENTS, ...COLLEAGUES],
};
