import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { SandboxApp } from '../app.ts';
import type { Clock } from '../clock.ts';
import { globalId } from '../globalId.ts';
import { visitorLeaves } from '../world/visitorTransitions.ts';
import type { WorldStore } from '../worldStore.ts';
import { bundlePage, type PageFiles } from './bundle.ts';
import { Presence } from './presence.ts';
import { type NewLines, visitorView } from './visitorView.ts';

/** Pictures of panels come from anywhere; everything else comes from here, and nothing inline. */
const PAGE_HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' https: data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

interface VisitorServices {
  readonly store: WorldStore;
  readonly clock: Clock;
}

/**
 * `GET /visitor`, the visitor's side as a page, and the stream of server-sent events that it lives on:
 * `view` (VisitorView), `lines` (NewLines), and `unknown` for a visitor that the sandbox does not know.
 * Gives what has to be called when the world begins anew.
 */
export function addVisitorPage(app: SandboxApp, { store, clock }: VisitorServices): () => void {
  const presence = new Presence(clock, visitorId => {
    if (store.world.visitors.get(visitorId))
      store.apply(world => visitorLeaves(world, visitorId, clock.now()));
  });
  const wakers = new Set<() => void>();
  const files = once(bundlePage);
  const serve = (path: string, type: string, pick: (all: PageFiles) => string) =>
    app.get(path, async c => c.body(pick(await files()), 200, { 'Content-Type': type, ...PAGE_HEADERS }));

  serve('/visitor', 'text/html; charset=utf-8', all => all.html);
  serve('/visitor/style.css', 'text/css; charset=utf-8', all => all.css);
  serve('/visitor/app.js', 'text/javascript; charset=utf-8', all => all.script);
  app.get('/visitor/stream', c =>
    streamSSE(c, async stream => {
      const visitorId = globalId('VISITOR', c.req.query('visitor') ?? '');
      const closePage = presence.open(visitorId);
      await tellVisitorPage(stream, store, visitorId, wakers).finally(closePage);
    }),
  );
  return () => {
    presence.forgetAll();
    for (const wake of wakers) wake();
  };
}

/** Sends what has changed since the last time, until the page closes. One of `wakers` makes it look again. */
async function tellVisitorPage(
  stream: SSEStreamingApi,
  store: WorldStore,
  visitorId: string,
  wakers: Set<() => void>,
): Promise<void> {
  let wake: () => void = () => undefined;
  const wakeUp = () => wake();
  const stopListening = store.listen(wakeUp);
  wakers.add(wakeUp);
  stream.onAbort(() => wake());
  let linesSent = 0;
  let viewSent = '';
  while (!stream.aborted) {
    const changed = new Promise<void>(resolve => {
      wake = resolve;
    });
    const visitor = store.world.visitors.get(visitorId);
    if (!visitor) {
      await stream.writeSSE({ event: 'unknown', data: '{}' });
      break;
    }
    const view = JSON.stringify(visitorView(store.world, visitor));
    if (view !== viewSent) await stream.writeSSE({ event: 'view', data: view });
    viewSent = view;
    const lines: NewLines = { start: linesSent, lines: visitor.transcript.slice(linesSent) };
    if (linesSent === 0 || lines.lines.length > 0) {
      await stream.writeSSE({ event: 'lines', data: JSON.stringify(lines) });
    }
    linesSent += lines.lines.length;
    await changed;
  }
  stopListening();
  wakers.delete(wakeUp);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
