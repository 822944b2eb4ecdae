import { type Context, Hono } from 'hono';
import { publicTwin } from '../browserOrigin.ts';
import { errorAnswer } from '../errors.ts';
import type { ProxyEnv } from '../requestLog.ts';
import { answerFile } from '../staticFileAnswer.ts';
import type { StaticFile, StaticFiles } from '../staticFiles.ts';

/** A path that names a file; visitors' ids have dots too, so only these endings count. */
const fileName =
  /\.(js|mjs|css|map|json|html?|webmanifest|png|jpe?g|svg|ico|webp|woff2?|mp3|ogg|wav|txt|xml|php|zip|br|gz)$/i;

/** Paths that are routes or files, or would be: nothing below them is a page. */
const noPage = /^\/(auth|assets|agent-session|healthz|readyz|metrics)(\/|$)/;

/** Hidden files (`/.env`) and ways out of the folder, spelled in any way, as they came: scanners ask for them. */
const hidden = /(^|[/\\]|%2f|%5c)(\.|%2e)/i;

/** The dashboard's files, and its `index.html` for every page of it, so that deep links and reloads work. */
export function dashboardRoutes(files: StaticFiles, publicOrigin: string): Hono<ProxyEnv> {
  const app = new Hono<ProxyEnv>();
  app.get('*', c => {
    const path = c.req.path === '/' ? '/index.html' : c.req.path;
    const file = files.get(path);
    if (file && path !== '/index.html') return sendFile(c, file);
    if (path !== '/index.html' && !isPage(c))
      return errorAnswer(c, 404, 'NOT_FOUND', 'There is nothing here.');
    const twin = publicTwin(new URL(c.req.url), publicOrigin);
    if (twin && c.req.header('sec-fetch-mode') === 'navigate') return c.redirect(twin, 307);
    const index = files.get('/index.html');
    return index
      ? sendFile(c, index)
      : errorAnswer(c, 404, 'NOT_BUILT', 'Build the dashboard first: npm run build.');
  });
  return app;
}

/** What asks for JSON or a picture is told honestly that there is none. */
function isPage(c: Context<ProxyEnv>): boolean {
  const wantsPage = /text\/html|\*\/\*/.test(c.req.header('accept') ?? '*/*');
  const [asked = ''] = (c.env.incoming.url ?? c.req.path).split('?');
  return wantsPage && !noPage.test(c.req.path) && !fileName.test(c.req.path) && !hidden.test(asked);
}

function sendFile(c: Context, file: StaticFile): Response {
  const { status, headers, body } = answerFile(file, {
    method: c.req.method,
    acceptEncoding: c.req.header('accept-encoding'),
    ifNoneMatch: c.req.header('if-none-match'),
    range: c.req.header('range'),
    ifRange: c.req.header('if-range'),
  });
  const pairs = headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1] ?? '']] : []));
  return new Response(body ?? null, { status, headers: Object.fromEntries(pairs) });
}
