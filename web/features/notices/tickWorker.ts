/** Runs in a worker of its own: see `ticking.ts`. */
setInterval(() => postMessage(null), 1_000);
