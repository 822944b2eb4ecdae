import { workerUrl } from '../lib/workerUrl.ts';
// oxlint-disable-next-line import/default -- Vite makes the module of this address
import address from './connectionWorker.ts?sharedworker&url';

/** Where the worker's script is; its name changes with every build of it. */
export const workerPath = address;

/** The worker that owns the connection of all tabs; null where the browser has no SharedWorker. */
export function startWorker(): SharedWorker | null {
  if (typeof SharedWorker === 'undefined') return null;
  // The built script is one file, which every browser with shared workers can run; that of the dev server imports.
  const type = import.meta.env.DEV ? 'module' : 'classic';
  return new SharedWorker(workerUrl(address), { name: 'switchboard', type });
}
