import { Children } from './children.mjs';
import { LaunchError } from './launchError.mjs';

/**
 * Runs `launch` until SIGINT or SIGTERM or the end of npm (exit code 0), or until it fails (its reason printed, exit code 1). Then ends
 * every child, and this process.
 *
 * @param {(children: Children) => Promise<never>} launch
 */
export async function runUntilEnded(launch) {
  const children = new Children();
  const failure = await Promise.race([stopSignal(), npmGone(), launch(children).catch(reasonOf)]);
  if (failure) console.error(failure);
  await children.stopAll();
  process.exit(failure === undefined ? 0 : 1);
}

/**
 * The listeners stay: further signals change nothing, for the end is under way.
 *
 * @returns {Promise<undefined>}
 */
function stopSignal() {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve(undefined));
  });
}

/**
 * A signal that is sent to npm alone reaches the shell that npm runs us in, and ends there; what we see of it is that our
 * parent is another one.
 *
 * @returns {Promise<undefined>}
 */
function npmGone() {
  const parent = process.ppid;
  const { npm_lifecycle_event: script } = process.env;
  return new Promise(resolve => {
    const look = () => void (process.ppid === parent || resolve(undefined));
    if (script !== undefined) setInterval(look, 250).unref();
  });
}

/** @param {unknown} error */
function reasonOf(error) {
  return error instanceof LaunchError ? error.message : error;
}
