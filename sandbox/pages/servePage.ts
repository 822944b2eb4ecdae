import type { SandboxApp } from '../app.ts';
import { bundlePage, once, type PageFiles } from './bundle.ts';

/** Sources that a page may use beside its own origin, by directive of the policy. */
type MoreSources = Readonly<Record<`${string}-src`, string>>;

const OWN_SOURCES = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'img-src': "'self' data:",
  'manifest-src': "'none'",
};

/** For every answer of a page: nothing is kept by the browser, and no type is guessed. */
export const PAGE_HEADERS = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** A policy that lets a page use its own origin alone, and what `more` adds. Nothing inline, no framing. */
export function contentSecurityPolicy(more: MoreSources = {}): string {
  const sources = Object.entries({ ...OWN_SOURCES, ...more }).map(([name, value]) => `${name} ${value}`);
  return [...sources, "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"].join('; ');
}

/** With this in its policy a page can't turn text into markup or script at all. */
export const NO_MARKUP_FROM_TEXT = "; require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * Serves the page of a folder at `path`, its style at `path/style.css` and its script at `path/app.js`.
 * They are made at the first request.
 */
export function servePage(app: SandboxApp, path: string, folder: URL, more: MoreSources = {}): void {
  const files = once(() => bundlePage(folder));
  const headers = {
    ...PAGE_HEADERS,
    'Content-Security-Policy': contentSecurityPolicy(more) + NO_MARKUP_FROM_TEXT,
  };
  const serve = (address: string, type: string, pick: (all: PageFiles) => string) =>
    app.get(address, async c => c.body(pick(await files()), 200, { 'Content-Type': type, ...headers }));

  serve(path, 'text/html; charset=utf-8', all => all.html);
  serve(`${path}/style.css`, 'text/css; charset=utf-8', all => all.css);
  serve(`${path}/app.js`, 'text/javascript; charset=utf-8', all => all.script);
}
