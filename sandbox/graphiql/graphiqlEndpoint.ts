import type { SandboxApp } from '../app.ts';
import { once } from '../pages/bundle.ts';
import { PAGE_HEADERS, servePage } from '../pages/servePage.ts';
import { bundleIde } from './bundleIde.ts';

/**
 * `GET /graphiql`: GraphiQL on this sandbox. The page is there at once and says that it is being made;
 * the IDE is bundled at the first request for one of its files, and kept.
 *
 * Its policy is wider than that of the other pages, as its editor (Monaco) needs: styles that it writes into
 * the page ('unsafe-inline', for styles alone), fonts and pictures within those styles (data:), and workers.
 * Scripts come from here alone, without eval. The socket's address may differ from the page's own by name.
 * GraphiQL shows descriptions of the schema as Markdown, so the page can't do without markup from text.
 */
export function addGraphiql(app: SandboxApp, socketOrigin: () => string): void {
  const files = once(bundleIde);
  servePage(app, '/graphiql', new URL('./', import.meta.url), {
    markupFromText: true,
    sources: () => ({
      'style-src': "'self' 'unsafe-inline'",
      'font-src': "'self' data:",
      'worker-src': "'self'",
      'connect-src': `'self' ${socketOrigin()}`,
    }),
  });
  app.get('/graphiql/ide/:name', async c => {
    const file = (await files()).get(c.req.param('name'));
    if (!file) return c.text('The IDE has no such file.', 404);
    const { content, type } = file;
    return c.body(Uint8Array.from(content), 200, { ...PAGE_HEADERS, 'Content-Type': type });
  });
}
