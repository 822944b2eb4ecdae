import { describe, expect, it } from 'vitest';
import { openRoom } from '../testing/sandboxRoom.ts';

describe('GraphiQL', () => {
  it('is there at once and says that it is being made, under a policy as narrow as its editor allows', async () => {
    const room = await openRoom();
    const page = await fetch(`${room.urls.origin}/graphiql`);
    const policy = page.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'");
    expect(policy).toContain(`connect-src 'self' ${room.urls.origin.replace('http:', 'ws:')}`);
    expect(policy).not.toMatch(/unsafe-eval|https:|\*/);
    const html = await page.text();
    expect(html).toContain('is being put together');
    expect(html).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style="|https?:/);
  });

  it('is made of what is installed: its script, its style, its workers, its fonts', async () => {
    const room = await openRoom();
    const get = (name: string) => fetch(`${room.urls.origin}/graphiql/ide/${name}`);
    const [script, style, worker, unknown] = await Promise.all(
      ['ide.js', 'ide.css', 'graphqlWorker.js', 'nothing.js'].map(get),
    );
    expect(script?.headers.get('Content-Type')).toContain('text/javascript');
    expect(worker?.headers.get('Content-Type')).toContain('text/javascript');
    expect(style?.headers.get('Content-Type')).toContain('text/css');
    expect(unknown?.status).toBe(404);
    const css = (await style?.text()) ?? '';
    expect(css).toContain('.graphiql-container');
    expect(css).not.toMatch(/url\(["']?https?:|@import/);
    expect(await script?.text()).not.toMatch(/esm\.sh|unpkg\.com|jsdelivr/);
  }, 60_000);
});
