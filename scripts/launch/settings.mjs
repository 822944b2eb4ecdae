import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './children.mjs';
import { LaunchError } from './launchError.mjs';
import { findFreePort, isPortFree } from './ports.mjs';

/**
 * @typedef {object} Settings
 * @property {boolean} sandbox
 * @property {number} port of the dashboard
 * @property {number} sandboxPort 0 picks a free one
 * @property {NodeJS.ProcessEnv} env for the children, with PORT and PUBLIC_URL set
 */

/** Puts the variables of `.env` into the environment; those that are set there already stay as they are. */
export function loadEnvFile() {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/**
 * Whether the sandbox stands in for Zendesk: when no ZENDESK_ variable is set.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean}
 */
export function usesSandbox(env) {
  return !Object.keys(env).some(name => name.startsWith('ZENDESK_') && env[name]?.trim());
}

/**
 * What to start, and where. The values have been checked by then: the proxy knows them all (`--check-config`).
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Settings>}
 */
export async function readSettings(env) {
  const { PORT, SANDBOX_PORT, PUBLIC_URL } = env;
  const wanted = Number(PORT?.trim() || 3000);
  const port = wanted === 0 ? await findFreePort() : wanted;
  return {
    sandbox: usesSandbox(env),
    port,
    sandboxPort: Number(SANDBOX_PORT?.trim() || 4100),
    env: {
      ...env,
      PORT: String(port),
      PUBLIC_URL: new URL(PUBLIC_URL?.trim() || `http://localhost:${port}`).origin,
    },
  };
}

/**
 * Says at once, before anything is built, when a port is taken.
 *
 * @param {string} name of the variable that sets it
 * @param {number} port 0, which picks a free one, is always free
 * @param {string} command that was given
 */
export async function demandFreePort(name, port, command) {
  if (!Number.isInteger(port) || port === 0 || (await isPortFree(port))) return;
  throw new LaunchError(`Port ${port} is taken. Set ${name} to a free one: ${name}=${port + 1} ${command}`);
}
