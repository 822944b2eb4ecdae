import { type Context, Hono } from 'hono';
import { publicTwin } from '../browserOrigin.ts';
import { errorAnswer } from '../errors.ts';
import type { ProxyEnv } from '../requestLog.ts';
import { answerFile } from '../staticFileAnswer.ts';
import type { StaticFile, StaticFiles } from '../staticFiles.ts';

/** A path that names a file; visitors' ids have dots too, so only these endings count. */
const fileName =
  /\.(js|mjs|css|map|json|webmanifest|png|jpe?g|svg|ico|webp|woff2?|mp3|ogg|wav|txt|xml|php)$/i;

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

function isPage(c: Context): boolean {
  const wantsPage = c.req.header('accept')?.includes('text/html') ?? false;
  return wantsPage && !/^\/(auth|assets)(\/|$)/.test(c.req.path) && !fileName.test(c.req.path);
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
