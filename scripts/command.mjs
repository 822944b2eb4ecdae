import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {{ ok: boolean, output: string }} Outcome */

/** @typedef {{ env?: NodeJS.ProcessEnv, show?: boolean }} CommandOptions `show` passes the output through instead */

/**
 * Runs a command to its end, the project's own tools first in the path.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} options
 * @returns {Promise<Outcome>} `ok` is exit code 0; a command that can't be started is not ok
 */
export async function runCommand(command, args, { env = {}, show = false } = {}) {
  const { PATH = '' } = process.env;
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env, PATH: join(root, 'node_modules', '.bin') + delimiter + PATH },
    stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', chunk => {
      output += chunk;
    });
  }
  try {
    const [code] = await once(child, 'close');
    return { ok: code === 0, output };
  } catch (error) {
    return {
      ok: false,
      output: `${command} could not be started: ${error instanceof Error ? error.message : 'unknown reason'}`,
    };
  }
}
