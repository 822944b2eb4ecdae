import type { EpisodeReport } from './episode.ts';
import { add, nothingYet } from './reckoning.ts';

const columns = [
  'seed',
  'seconds',
  'messages',
  'faults',
  'lost',
  'doubled',
  'out of order',
  'in the wrong chat',
  'left to the agent',
  'not said',
] as const;

/** One line for each episode, one for all of them, which faults struck how often, and what went wrong. */
export function table(reports: readonly EpisodeReport[]): string {
  const lines = [[...columns], ...reports.map(row), ['all', ...sums(reports)]];
  const widths = columns.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)));
  const rows = lines.map(line => line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '));
  const { examples } = reports.map(({ reckoning }) => reckoning).reduce(add, nothingYet);
  return [...rows, '', faultLine(reports), ...examples.slice(0, 20)].join('\n');
}

export function countFaults(reports: readonly EpisodeReport[]): number {
  return reports.flatMap(({ struck }) => [...struck.values()]).reduce((sum, count) => sum + count, 0);
}

function row(report: EpisodeReport): string[] {
  return [`${report.seed}`, ...sums([report])];
}

function sums(reports: readonly EpisodeReport[]): string[] {
  const { messages, lost, doubled, outOfOrder, inWrongChat } = reports
    .map(({ reckoning }) => reckoning)
    .reduce(add, nothingYet);
  const total = (key: 'seconds' | 'unsaid' | 'unsettled') =>
    reports.reduce((sum, report) => sum + report[key], 0);
  return [
    total('seconds'),
    messages,
    countFaults(reports),
    lost,
    doubled,
    outOfOrder,
    inWrongChat,
    total('unsettled'),
    total('unsaid'),
  ].map(String);
}

function faultLine(reports: readonly EpisodeReport[]): string {
  const counts = new Map<string, number>();
  for (const [name, count] of reports.flatMap(({ struck }) => [...struck]))
    counts.set(name, (counts.get(name) ?? 0) + count);
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
}
