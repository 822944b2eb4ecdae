import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { createSandbox, type Sandbox } from './index.ts';
import { limitsFrom } from './limits.ts';
import { SCENARIO_NAMES } from './scenarios/scenarios.ts';

const PARENT_WATCH_MS = 1000;

const settingsSchema = v.object({
  port: v.pipe(
    v.string(),
    v.regex(/^\d{1,5}$/, 'SANDBOX_PORT must be a number from 0 to 65535.'),
    v.transform(Number),
    v.maxValue(65_535, 'SANDBOX_PORT must be a number from 0 to 65535.'),
  ),
  scenario: v.picklist(SCENARIO_NAMES, `The scenario must be one of: ${SCENARIO_NAMES.join(', ')}.`),
  seed: v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'The seed must be a whole number.'), v.transform(Number)),
  host: v.string(),
  limits: v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return limitsFrom(dataset.value);
      } catch (error) {
        addIssue({ message: error instanceof Error ? error.message : String(error) });
        return NEVER;
      }
    }),
  ),
});

await main();

async function main(): Promise<void> {
  const settings = readSettings();
  const sandbox = await createSandbox(settings).catch((error: unknown) =>
    fail(whyNotStarted(error, settings.port)),
  );
  console.log(`sandbox ready on ${sandbox.urls.origin}`);
  endWhenTold(sandbox);
}

function readSettings() {
  const { values } = parsedFlags();
  const settings = v.safeParse(settingsSchema, {
    port: process.env['SANDBOX_PORT'] || '4100',
    scenario: values.scenario ?? (process.env['SANDBOX_SCENARIO'] || 'quiet'),
    seed: values.seed ?? '1',
    host: values.host ?? (process.env['SANDBOX_HOST'] || 'localhost'),
    limits: values.limits ?? process.env['SANDBOX_LIMITS'] ?? '',
  });
  return settings.success ? settings.output : fail(settings.issues.map(issue => issue.message).join(' '));
}

function parsedFlags() {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ options: { scenario: text, seed: text, host: text, limits: text } });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

/** On SIGINT, SIGTERM, or when the process that started this one is gone. */
function endWhenTold(sandbox: Sandbox): void {
  const end = () => void sandbox.close().finally(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || end(), PARENT_WATCH_MS).unref();
}

function whyNotStarted(error: unknown, port: number): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is taken. Stop what listens there, or choose another with SANDBOX_PORT.`;
  }
  return error instanceof Error ? error.message : String(error);
}

function fail(message: string): never {
  console.error(`sandbox: ${message}`);
  process.exit(1);
}
