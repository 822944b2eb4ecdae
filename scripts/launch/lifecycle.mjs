import { setTimeout as wait } from 'node:timers/promises';
import { Children } from './children.mjs';
import { LaunchError } from './launchError.mjs';

/** Milliseconds after a failure in which a signal explains it. */
const signalLag = 1_000;

/**
 * Runs `launch` until SIGINT or SIGTERM or the end of npm or its own (exit code 0), or until it fails (its reason
 * printed, exit code 1). Then ends every child, and this process.
 *
 * @param {(children: Children) => Promise<void>} launch
 */
export async function runUntilEnded(launch) {
  const children = new Children();
  const told = Promise.race([stopSignal(), npmGone()]);
  const failed = launch(children).catch(error => reasonAfterLag(error, told));
  const failure = await Promise.race([told, failed]);
  if (failure) console.error(failure);
  await children.stopAll();
  process.exit(failure === undefined ? 0 : 1);
}

/**
 * Who ends a whole tree of processes may reach a part before the launcher. So a part's end is called a failure only when
 * no signal comes soon after it; when one does, that wins the race.
 *
 * @param {unknown} error
 * @param {Promise<undefined>} told
 */
async function reasonAfterLag(error, told) {
  await Promise.race([told, wait(signalLag)]);
  return error instanceof LaunchError ? error.message : error;
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
