import type { AgentData } from './scenario.ts';

/** Whom one can sign in as. Their departments have a colleague online, so signing in changes none of them. */
export const DEMO_AGENTS: readonly AgentData[] = [
  demoAgent('Alex Morgan', 'Alex', ['Shipping', 'Sales']),
  demoAgent('Priya Nair', 'Priya', ['Billing', 'Sales']),
  demoAgent('Jonas Weber', 'Jonas', ['Shipping', 'Billing']),
  demoAgent('Lucía Romero', 'Lucía', ['Sales']),
];

/** One colleague for each department: nobody signs in as them. */
export const COLLEAGUES: readonly AgentData[] = [
  colleague('Sam Okoro', 'Sam', 'Shipping'),
  colleague('Inês Costa', 'Inês', 'Billing'),
  colleague('Lena Fischer', 'Lena', 'Returns'),
  colleague('Victor Hale', 'Victor', 'Legal'),
  colleague('Grace Kim', 'Grace', 'Sales'),
];

function demoAgent(name: string, displayName: string, departments: readonly string[]): AgentData {
  return { name, displayName, status: 'OFFLINE', departments, canSignIn: true };
}

function colleague(name: string, displayName: string, department: string): AgentData {
  return { name, displayName, status: 'ONLINE', departments: [department], canSignIn: false };
}
