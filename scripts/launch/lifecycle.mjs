import { once } from 'node:events';
import { Children } from './children.mjs';
import { LaunchError } from './launchError.mjs';

/**
 * Runs `launch` until SIGINT or SIGTERM (exit code 0), or until it fails (its reason printed, exit code 1). Then ends
 * every child, and this process.
 *
 * @param {(children: Children) => Promise<never>} launch
 */
export async function runUntilEnded(launch) {
  const children = new Children();
  const signalled = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => 0);
  // Further signals change nothing: the end is under way, and the children must not be left behind.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
  const exitCode = await Promise.race([signalled, launch(children).catch(printReason)]);
  await children.stopAll();
  process.exit(exitCode);
}

/** @param {unknown} error */
function printReason(error) {
  if (!(error instanceof LaunchError)) console.error(error);
  else if (error.message) console.error(error.message);
  return 1;
}
