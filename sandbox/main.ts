import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { createSandbox, type Sandbox } from './index.ts';
import { limitsFrom } from './limits.ts';
import { SCENARIO_NAMES, scenarioNamed } from './scenarios/scenarios.ts';

const PARENT_WATCH_MS = 1000;

const settingsSchema = v.object({
  port: v.pipe(
    v.string(),
    v.regex(/^\d{1,5}$/, 'SANDBOX_PORT must be a number from 0 to 65535.'),
    v.transform(Number),
    v.maxValue(65_535, 'SANDBOX_PORT must be a number from 0 to 65535.'),
  ),
  scenario: v.picklist(
    SCENARIO_NAMES,
    ({ received }) => `There is no scenario ${received}. Expected one of: ${SCENARIO_NAMES.join(', ')}.`,
  ),
  seed: v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'The seed must be a whole number.'), v.transform(Number)),
  routing: v.optional(v.picklist(['broadcast', 'assigned'], '--routing must be broadcast or assigned.')),
  channelIds: v.optional(
    v.picklist(['per-session', 'per-chat'], '--channel-ids must be per-session or per-chat.'),
  ),
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
  if (values.help) showHelp();
  const settings = v.safeParse(settingsSchema, {
    port: process.env['SANDBOX_PORT'] || '4100',
    scenario: values.scenario ?? (process.env['SANDBOX_SCENARIO'] || 'quiet'),
    seed: values.seed ?? '1',
    routing: values.routing,
    channelIds: values['channel-ids'],
    host: values.host ?? (process.env['SANDBOX_HOST'] || 'localhost'),
    limits: values.limits ?? process.env['SANDBOX_LIMITS'] ?? '',
  });
  return settings.success ? settings.output : fail(settings.issues.map(issue => issue.message).join(' '));
}

function parsedFlags() {
  try {
    const text = { type: 'string' } as const;
    const flags = {
      scenario: text,
      seed: text,
      routing: text,
      'channel-ids': text,
      host: text,
      limits: text,
    };
    return parseArgs({ options: { help: { type: 'boolean' }, ...flags } });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}. --help tells which there are.`);
  }
}

function showHelp(): never {
  const scenarios = SCENARIO_NAMES.map(name => `  ${name.padEnd(14)}${scenarioNamed(name).about}`);
  console.log(`A Zendesk for development, on http://127.0.0.1:4100 (SANDBOX_PORT).

npm run sandbox -- [options]

  --scenario NAME          what happens by itself; quiet unless said here or in SANDBOX_SCENARIO
  --seed NUMBER            the same number, the same play; 1
  --routing KIND           broadcast or assigned, in place of the scenario's
  --channel-ids KIND       per-session, the default, or per-chat
  --limits NAME=NUMBER,…   other limits (SANDBOX_LIMITS); their names are in sandbox/README.md
  --host HOST              127.0.0.1 or localhost (SANDBOX_HOST), and nothing else

Scenarios:
${scenarios.join('\n')}`);
  process.exit(0);
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
