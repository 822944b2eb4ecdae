import type { Hono } from 'hono';
import * as v from 'valibot';
import { graphqlPayloadSchema } from './envelope.ts';
import type { Faults } from './faults.ts';
import type { Execution, Outcome } from './graphql/execution.ts';
import { refusalOutcome } from './graphql/execution.ts';
import { cannotExecute, Refusal } from './refusal.ts';
import type { ApiServices } from './resolvers.ts';
import { rootWithoutSession } from './resolvers.ts';

interface HttpServices extends ApiServices {
  readonly execution: Execution;
  readonly faults: Faults;
}

/**
 * `POST /graphql/request`: startAgentSession, and reading the schema. Whatever is refused is answered
 * with an HTTP error status and `{errors:[{name,message,UUID}]}`.
 */
export function addHttpEndpoint(app: Hono, services: HttpServices): void {
  const root = rootWithoutSession(services);
  app.post('/graphql/request', async c => {
    const outcome = await answered(await c.req.text(), root, services);
    if (outcome.ok) return c.json(outcome.payload);
    return Response.json(outcome.payload, { status: outcome.status });
  });
}

async function answered(body: string, root: unknown, services: HttpServices): Promise<Outcome> {
  const { execution, faults, clock } = services;
  try {
    const operation = execution.prepare(decodedBody(body));
    const delay = faults.take('delay', operation.rootFields);
    if (delay) await new Promise<void>(resolve => clock.after(delay.ms, resolve));
    const fault = faults.take('error', operation.rootFields);
    if (fault) throw new Refusal(fault.name, `A fault was ordered: ${fault.name}.`);
    if (!operation.rootFields.every(isAnsweredOverHttp)) {
      throw new Refusal(
        'UNAUTHORIZED',
        'Over HTTP only startAgentSession is answered. Send the rest over the WebSocket.',
      );
    }
    return await execution.run(operation, root);
  } catch (error) {
    return refusalOutcome(error);
  }
}

function isAnsweredOverHttp(field: string): boolean {
  return field === 'startAgentSession' || field.startsWith('__');
}

function decodedBody(body: string) {
  const payload = v.safeParse(v.pipe(v.string(), v.parseJson(), graphqlPayloadSchema), body);
  if (payload.success) return payload.output;
  throw cannotExecute(
    'The body must be JSON: {"query": text, "variables"?: object, "operationName"?: text}.',
  );
}
