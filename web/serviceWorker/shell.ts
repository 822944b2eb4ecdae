import { isOutOfReach, planOf } from './requestPlan.ts';

/** What the build knows of itself (`scripts/serviceWorkerFile.mjs`). */
export type ShellBuild = {
  /** Changes with any file of the shell. */
  readonly version: string;
  readonly paths: readonly string[];
};

const PREFIX = 'shell-';

/** How long (ms) the server may take to begin a page that the cache has. */
const PATIENCE = 5_000;

/** The dashboard's own files, kept so that it opens without a network, and an older page still finds its parts. */
export class Shell {
  readonly #name: string;
  readonly #paths: ReadonlySet<string>;
  readonly #origin: string;

  constructor({ version, paths }: ShellBuild, origin: string) {
    this.#name = PREFIX + version;
    this.#paths = new Set(paths);
    this.#origin = origin;
  }

  /** Keeps the whole shell, or rejects and keeps nothing that counts. */
  async keep(): Promise<void> {
    const cache = await caches.open(this.#name);
    await cache.addAll([...this.#paths].map(path => new Request(path, { cache: 'no-cache' })));
  }

  /** Lets go of shells older than the one before this: a page that is open may still be of that. */
  async tidy(): Promise<void> {
    const older = (await caches.keys()).filter(name => name.startsWith(PREFIX) && name !== this.#name);
    await Promise.all(older.slice(0, -1).map(name => caches.delete(name)));
  }

  /** The answer to a request; null when it is the server's business alone. */
  answer(request: Request): Promise<Response> | null {
    const plan = planOf(request, this.#origin, this.#paths);
    switch (plan) {
      case 'page':
        return this.#answerPage(request);
      case 'asset':
        return this.#answerAsset(request);
      case 'file':
        return fetch(request).catch(error => this.#kept(request.url, error));
      default:
        return null;
    }
  }

  async #answerPage(request: Request): Promise<Response> {
    const late = new Promise<null>(resolve => setTimeout(() => resolve(null), PATIENCE));
    const asked = fetch(request);
    const first = await Promise.race([asked.catch(() => null), late]);
    if (first !== null && !isOutOfReach(first.status)) return first;
    const kept = await caches.match('/');
    return kept ?? asked;
  }

  async #answerAsset(request: Request): Promise<Response> {
    const kept = await caches.match(request.url);
    if (kept !== undefined) return kept;
    const answer = await fetch(request);
    if (answer.ok) {
      const cache = await caches.open(this.#name);
      await cache.put(request.url, answer.clone());
    }
    return answer;
  }

  async #kept(url: string, error: unknown): Promise<Response> {
    const kept = await caches.match(url);
    if (kept === undefined) throw error;
    return kept;
  }
}
