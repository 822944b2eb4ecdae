import type { AgentStatus } from '../world/model.ts';
import type { AgentData, DepartmentData } from './scenario.ts';

export const DEPARTMENTS: readonly DepartmentData[] = [
  { name: 'Shipping' },
  { name: 'Billing' },
  { name: 'Returns' },
  { name: 'Legal' },
  { name: 'Sales' },
];

/** Whom one can sign in as. Their departments have a colleague online, so signing in changes none of them. */
export const DEMO_AGENTS: readonly AgentData[] = [
  demoAgent('Alex Morgan', 'Alex', ['Shipping', 'Sales']),
  demoAgent('Priya Nair', 'Priya', ['Billing', 'Sales']),
  demoAgent('Jonas Weber', 'Jonas', ['Shipping', 'Billing']),
  demoAgent('Lucía Romero', 'Lucía', ['Sales']),
];

/** One colleague for each department, ONLINE unless said otherwise: nobody signs in as them. */
export function colleagues(statuses: Readonly<Record<string, AgentStatus>> = {}): readonly AgentData[] {
  const colleague = (name: string, displayName: string, department: string): AgentData => ({
    name,
    displayName,
    status: statuses[department] ?? 'ONLINE',
    departments: [department],
    canSignIn: false,
  });
  return [
    colleague('Sam Okoro', 'Sam', 'Shipping'),
    colleague('Inês Costa', 'Inês', 'Billing'),
    colleague('Lena Fischer', 'Lena', 'Returns'),
    colleague('Victor Hale', 'Victor', 'Legal'),
    colleague('Grace Kim', 'Grace', 'Sales'),
  ];
}

function demoAgent(name: string, displayName: string, departments: readonly string[]): AgentData {
  return { name, displayName, status: 'OFFLINE', departments, canSignIn: true };
}
