import * as v from 'valibot';
import type { Scenario, Span, VisitorPart } from './scenario.ts';

const text = v.pipe(v.string(), v.regex(/\S/, 'Expected text that is not empty.'));
const seconds = v.pipe(v.number(), v.minValue(0, 'Expected seconds, 0 or more.'));
const count = v.pipe(v.number(), v.integer(), v.minValue(1, 'Expected a whole number of 1 or more.'));
const span = v.pipe(
  v.tuple([seconds, seconds], 'Expected [least, most] in seconds.'),
  v.check(([least, most]) => least <= most, 'Expected [least, most]; the most is below the least.'),
  v.transform(([least, most]): Span => [least, most]),
);
const some = <S extends v.GenericSchema>(item: S) =>
  v.pipe(v.array(item), v.minLength(1, 'Expected at least one.'));

const visit = v.strictObject({
  opening: text,
  answers: v.array(text),
  thanks: text,
  impatient: text,
  interruption: v.exactOptional(
    v.strictObject({
      afterAnswers: v.pipe(v.number(), v.integer(), v.minValue(0)),
      comesBack: v.exactOptional(v.strictObject({ afterSeconds: span, saying: text })),
    }),
  ),
});

const visitor = v.strictObject({
  name: v.exactOptional(text),
  email: v.exactOptional(text),
  city: v.exactOptional(text),
  country: v.exactOptional(text),
  department: v.exactOptional(text),
  visits: some(visit),
});

const play = v.strictObject({
  pace: v.strictObject({
    readsSeconds: span,
    charactersPerSecond: v.pipe(v.number(), v.gtValue(0, 'Expected more than 0.')),
    typesAtMostSeconds: seconds,
    remindsAfterSeconds: seconds,
    givesUpAfterSeconds: span,
    leavesAfterSeconds: span,
  }),
  arrivals: v.exactOptional(
    v.strictObject({
      firstAfterSeconds: seconds,
      betweenSeconds: span,
      atMostOnDesk: count,
      order: v.optional(v.picklist(['as-written', 'shuffled']), 'as-written'),
      visitors: some(visitor),
    }),
  ),
  staff: v.exactOptional(
    v.strictObject({
      takesWaitingAfterSeconds: v.exactOptional(span),
      takesTransferredAfterSeconds: span,
      atMostEach: count,
      readsSeconds: span,
      typesSeconds: seconds,
      greetings: some(text),
      lines: some(
        v.strictObject({
          say: text,
          quickReplies: v.exactOptional(v.pipe(some(text), v.maxLength(11, 'Expected at most 11.'))),
        }),
      ),
    }),
  ),
  shifts: v.exactOptional(
    v.strictObject({
      repeatAfterSeconds: v.pipe(v.number(), v.minValue(1, 'Expected seconds, 1 or more.')),
      turns: v.array(
        v.strictObject({
          afterSeconds: seconds,
          agent: text,
          status: v.picklist(['ONLINE', 'AWAY', 'INVISIBLE', 'OFFLINE']),
        }),
      ),
    }),
  ),
});

const scenario = v.strictObject({
  about: text,
  routing: v.optional(v.picklist(['broadcast', 'assigned']), 'broadcast'),
  departments: some(
    v.strictObject({ name: text, status: v.exactOptional(v.picklist(['ONLINE', 'AWAY', 'OFFLINE'])) }),
  ),
  agents: some(
    v.strictObject({
      name: text,
      displayName: text,
      status: v.optional(v.picklist(['ONLINE', 'AWAY', 'INVISIBLE', 'OFFLINE']), 'OFFLINE'),
      departments: v.array(text),
      canSignIn: v.optional(v.boolean(), false),
    }),
  ),
  crowd: v.exactOptional(
    v.strictObject({
      count,
      waitedSeconds: span,
      departments: v.exactOptional(some(text)),
      visitors: some(visitor),
    }),
  ),
  play: v.exactOptional(play),
});

/**
 * The one way in for scenarios.
 * @throws Error that names each place and what was expected there
 */
export function decodeScenario(name: string, data: unknown): Scenario {
  const result = v.safeParse(scenario, data);
  const wrong = result.success
    ? wrongNames({ name, ...result.output })
    : result.issues.map(issue => `${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
  if (result.success && wrong.length === 0) return { name, ...result.output };
  throw new Error(`The scenario "${name}" can't be played.\n${wrong.map(each => `  ${each}\n`).join('')}`);
}

/** Names that stand for something which is not there, or for two things. */
function wrongNames({ departments, agents, crowd, play: played }: Scenario): string[] {
  const departmentNames = departments.map(({ name }) => name);
  const colleagues = agents.filter(({ canSignIn }) => !canSignIn).map(({ name }) => name);
  const department = (at: string, name: string | undefined) => notOneOf(at, name, departmentNames);
  const ofVisitors = (at: string, visitors: readonly VisitorPart[] | undefined) =>
    (visitors ?? []).flatMap((each, index) => department(`${at}.${index}.department`, each.department));
  return [
    ...doubled('departments', departmentNames),
    ...doubled(
      'agents',
      agents.map(({ name }) => name),
    ),
    ...(colleagues.length < agents.length ? [] : ['agents: Expected one with "canSignIn": true.']),
    ...agents.flatMap((agent, index) =>
      agent.departments.flatMap((each, place) => department(`agents.${index}.departments.${place}`, each)),
    ),
    ...(crowd?.departments ?? []).flatMap((each, place) => department(`crowd.departments.${place}`, each)),
    ...ofVisitors('crowd.visitors', crowd?.visitors),
    ...ofVisitors('play.arrivals.visitors', played?.arrivals?.visitors),
    ...(played?.shifts?.turns ?? []).flatMap((turn, index) =>
      notOneOf(`play.shifts.turns.${index}.agent`, turn.agent, colleagues),
    ),
  ];
}

function notOneOf(at: string, name: string | undefined, known: readonly string[]): string[] {
  if (name === undefined || known.includes(name)) return [];
  return [`${at}: There is no "${name}" here. Expected one of: ${known.join(', ')}.`];
}

function doubled(at: string, names: readonly string[]): string[] {
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map(name => `${at}: "${name}" stands there twice.`);
}
