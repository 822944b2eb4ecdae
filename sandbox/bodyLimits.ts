import { bodyLimit } from 'hono/body-limit';
import type { SandboxApp } from './app.ts';
import { refusalOutcome } from './graphql/execution.ts';
import type { Limits } from './limits.ts';
import { cannotExecute } from './refusal.ts';

/** Refuses every body beyond `limits.frameBytes` with 413, in the words of whoever was asked. */
export function limitBodies(app: SandboxApp, { frameBytes }: Limits): void {
  app.use(
    bodyLimit({
      maxSize: frameBytes,
      onError: c => {
        const why = `The body has more than ${frameBytes} bytes.`;
        c.header('Connection', 'close');
        if (c.req.path === '/graphql/request') return c.json(refusalOutcome(cannotExecute(why)).payload, 413);
        if (c.req.path.startsWith('/oauth2/'))
          return c.json({ error: 'invalid_request', error_description: why }, 413);
        return c.json({ error: why }, 413);
      },
    }),
  );
}
