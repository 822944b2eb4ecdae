import { workerUrl } from '../../lib/workerUrl.ts';
import tickWorkerUrl from './tickWorker.ts?worker&url';

/**
 * Calls the listener about once a second, also while the page is hidden: browsers slow a hidden page's own timers down
 * to one a minute, but not those of its worker. Returns the function that ends it.
 */
export function everySecond(listener: () => void): () => void {
  try {
    const worker = new Worker(workerUrl(tickWorkerUrl), { type: 'module' });
    worker.onmessage = listener;
    return () => worker.terminate();
  } catch {
    const timer = setInterval(listener, 1_000);
    return () => clearInterval(timer);
  }
}
