import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import * as v from 'valibot';
import type { SandboxApp } from './app.ts';
import { graphqlPayloadSchema } from './envelope.ts';
import type { Faults } from './faults.ts';
import { DEFAULT_DELAY_MS, orderedError } from './faults.ts';
import type { FrameTap } from './frameTap.ts';
import type { Execution, Outcome } from './graphql/execution.ts';
import { refusalOutcome } from './graphql/execution.ts';
import type { Limits, RateLimit } from './limits.ts';
import { cannotExecute, Refusal } from './refusal.ts';
import type { ApiServices } from './resolvers.ts';
import { rootWithoutSession } from './resolvers.ts';

interface HttpServices extends ApiServices {
  readonly execution: Execution;
  readonly faults: Faults;
  readonly tap: FrameTap;
  readonly limits: Limits;
  /** Counts what comes over HTTP. */
  readonly requests: RateLimit;
}

/**
 * `POST /graphql/request`: startAgentSession, and reading the schema. Whatever is refused is answered
 * with an HTTP error status and `{errors:[{name,message,UUID}]}`.
 */
export function addHttpEndpoint(app: SandboxApp, services: HttpServices): void {
  const root = rootWithoutSession(services);
  app.post('/graphql/request', async c => {
    const { http } = services.tap;
    const body = await c.req.text();
    http.received(body);
    const outcome = await answered(body, root, services);
    if (outcome === 'lost') {
      c.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    http.sent(JSON.stringify(outcome.payload));
    return Response.json(outcome.payload, { status: outcome.ok ? 200 : outcome.status });
  });
}

/** `lost` when a fault wants the client to get no answer. */
async function answered(body: string, root: unknown, services: HttpServices): Promise<Outcome | 'lost'> {
  const { execution, faults, clock, requests, limits } = services;
  try {
    if (!requests.take()) throw rateLimited(limits);
    const operation = execution.prepare(decodedBody(body));
    const { rootFields } = operation;
    const delay = faults.take('delay', rootFields);
    if (delay) await new Promise<void>(resolve => clock.after(delay.ms ?? DEFAULT_DELAY_MS, resolve));
    if (faults.take('drop-socket', rootFields) || faults.take('lose-request', rootFields)) return 'lost';
    const fault = faults.take('error', rootFields);
    if (fault) return orderedError(fault);
    if (!rootFields.every(isAnsweredOverHttp)) throw needsSocket();
    const outcome = execution.run(operation, root);
    return faults.take('lose-reply', rootFields) ? 'lost' : outcome;
  } catch (error) {
    return refusalOutcome(error);
  }
}

function rateLimited({ httpRequestsPerMinute }: Limits): Refusal {
  const message = `More than ${httpRequestsPerMinute} requests over HTTP within a minute. Wait, with growing pauses.`;
  return new Refusal('RATE_LIMITED', message);
}

function needsSocket(): Refusal {
  const message = 'Over HTTP only startAgentSession is answered. Send the rest over the WebSocket.';
  return new Refusal('UNAUTHORIZED', message);
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
