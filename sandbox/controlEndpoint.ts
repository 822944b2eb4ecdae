import type { Context } from 'hono';
import * as v from 'valibot';
import type { SandboxApp } from './app.ts';
import type { Control } from './control.ts';
import { ControlError } from './control.ts';
import { ERROR_FORMS, IMMEDIATE_FAULTS, WAITING_FAULTS } from './faults.ts';
import { ERROR_NAMES } from './refusal.ts';
import { UNEXPECTED_STATE } from './sessions.ts';

const text = v.pipe(v.string('Expected text.'), v.maxLength(100_000, 'Expected at most 100,000 characters.'));
const someText = v.pipe(
  text,
  v.check(value => value.trim() !== '', 'Expected text that is not empty.'),
);
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

const visitorSchema = v.strictObject({
  name: v.optional(someText),
  email: v.optional(someText),
  department: v.optional(text),
});
const arrivingSchema = v.strictObject({
  ...visitorSchema.entries,
  city: v.optional(someText),
  country: v.optional(someText),
});
const messageSchema = v.strictObject({ text: someText });
const typingSchema = v.strictObject({ text });
const clickSchema = v.strictObject({ value: someText });
const departmentSchema = v.strictObject({ status: v.picklist(['ONLINE', 'AWAY', 'OFFLINE']) });
const faultSchema = v.strictObject({
  kind: v.picklist([...IMMEDIATE_FAULTS, ...WAITING_FAULTS]),
  count: v.optional(positive),
  ms: v.optional(positive),
  match: v.optional(someText),
  name: v.optional(v.picklist(ERROR_NAMES), 'GRAPHQL_EXEC_ERROR'),
  reason: v.optional(someText, UNEXPECTED_STATE),
  form: v.optional(v.picklist(ERROR_FORMS)),
});

const faultIdSchema = v.pipe(
  v.string(),
  v.regex(/^\d{1,15}$/, 'A fault is named by its number in GET /__sandbox/state, or "frozen".'),
  v.transform(Number),
);

const DONE = { success: true };

/** The control calls over HTTP. Bad input is answered with 400 and `{error}`, a sentence. */
export function addControlEndpoint(app: SandboxApp, control: Control): void {
  addVisitorCalls(app, control);

  app.get('/__sandbox/state', c => c.json(control.state()));
  app.post('/__sandbox/departments/:id', async c => {
    const { status } = decoded(departmentSchema, await bodyOf(c));
    const { id, name } = control.setDepartment(c.req.param('id'), status);
    return c.json({ id, name, status });
  });
  app.post('/__sandbox/faults', async c => {
    return c.json(control.fault(decoded(faultSchema, await bodyOf(c))), 201);
  });
  app.delete('/__sandbox/faults/:id', c => {
    const id = c.req.param('id');
    control.takeBack(id === 'frozen' ? id : decoded(faultIdSchema, id));
    return c.json(DONE);
  });
  app.delete('/__sandbox/faults', c => {
    control.clearFaults();
    return c.json(DONE);
  });
  app.post('/__sandbox/reset', c => {
    control.reset();
    return c.json(DONE);
  });
  app.onError((error, c) => {
    if (error instanceof ControlError) return c.json({ error: error.message }, error.status);
    // The client went away in the middle of its body; nobody reads this answer.
    if ('code' in error && error.code === 'ECONNRESET') return c.json({ error: error.message }, 400);
    console.error(error);
    return c.json({ error: 'The sandbox failed; its console says more.' }, 500);
  });
}

function addVisitorCalls(app: SandboxApp, control: Control): void {
  app.post('/__sandbox/visitors', async c => {
    const details = decoded(arrivingSchema, await bodyOf(c));
    const visitorId = control.openVisitor({ ...details, userAgent: browserOf(c) });
    return c.json({ visitor_id: visitorId }, 201);
  });
  app.post('/__sandbox/visitors/:id', async c => {
    control.introduce(c.req.param('id'), decoded(visitorSchema, await bodyOf(c)));
    return c.json(DONE);
  });
  app.get('/__sandbox/visitors/:id/messages', c => c.json(control.messages(c.req.param('id'))));
  app.post('/__sandbox/visitors/:id/messages', async c => {
    const { text: said } = decoded(messageSchema, await bodyOf(c));
    return c.json({ channel_id: control.write(c.req.param('id'), said) }, 201);
  });
  app.post('/__sandbox/visitors/:id/typing', async c => {
    control.type(c.req.param('id'), decoded(typingSchema, await bodyOf(c)).text);
    return c.json(DONE);
  });
  app.post('/__sandbox/visitors/:id/click', async c => {
    const { value } = decoded(clickSchema, await bodyOf(c));
    return c.json({ channel_id: control.click(c.req.param('id'), value) }, 201);
  });
  app.post('/__sandbox/visitors/:id/leave', c => {
    control.leave(c.req.param('id'));
    return c.json(DONE);
  });
}

/** What the visitor's browser calls itself; a program that makes visitors has none. */
function browserOf(c: Context): string | undefined {
  const name = c.req.header('user-agent')?.slice(0, 500);
  return name?.startsWith('Mozilla/') === true ? name : undefined;
}

/** An empty body counts as `{}`. */
async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text();
  const body = text === '' ? {} : parsedJson(text);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new ControlError(400, 'The body must be a JSON object.');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decoded<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new ControlError(400, path === null ? issue.message : `${path}: ${issue.message}`);
}
