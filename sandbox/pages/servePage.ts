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

export interface PagePolicy {
  /** What the page uses beside its own origin. Asked for at each request. */
  readonly sources?: () => MoreSources;
  /** Lets the page turn text into markup. Without it a page can't, even by mistake. */
  readonly markupFromText?: boolean;
}

/**
 * Serves the page of a folder at `path`, its style at `path/style.css` and its script at `path/app.js`.
 * They are made at the first request. The page can use its own origin alone, and what its policy adds;
 * nothing inline, no framing.
 */
export function servePage(app: SandboxApp, path: string, folder: URL, policy: PagePolicy = {}): void {
  const files = once(() => bundlePage(folder));
  const serve = (address: string, type: string, pick: (all: PageFiles) => string) =>
    app.get(address, async c =>
      c.body(pick(await files()), 200, {
        ...PAGE_HEADERS,
        'Content-Type': type,
        'Content-Security-Policy': contentSecurityPolicy(policy),
      }),
    );

  serve(path, 'text/html; charset=utf-8', all => all.html);
  serve(`${path}/style.css`, 'text/css; charset=utf-8', all => all.css);
  serve(`${path}/app.js`, 'text/javascript; charset=utf-8', all => all.script);
}

function contentSecurityPolicy({ sources, markupFromText = false }: PagePolicy): string {
  const allowed = Object.entries({ ...OWN_SOURCES, ...sources?.() });
  return [
    ...allowed.map(([name, value]) => `${name} ${value}`),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    ...(markupFromText ? [] : ["require-trusted-types-for 'script'", "trusted-types 'none'"]),
  ].join('; ');
}
