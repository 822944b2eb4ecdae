import { whileAlive } from './children.mjs';
import { runUntilEnded } from './lifecycle.mjs';
import { demandFreePort, loadEnvFile } from './settings.mjs';

/** @import { Child, Children } from './children.mjs' */

/**
 * Starts the sandbox and waits until it listens.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {Children} children
 * @returns {Promise<{ child: Child, url: string }>}
 */
export async function startSandbox(env, children) {
  /** @type {(url: string) => void} */
  let isReady = () => undefined;
  /** @type {Promise<string>} */
  const ready = new Promise(resolve => {
    isReady = resolve;
  });
  const child = children.start({
    name: 'sandbox',
    file: 'sandbox/main.ts',
    env,
    onLine(line) {
      const url = /^sandbox ready on (\S+)/.exec(line)?.[1];
      if (url) isReady(url);
      else console.log(`sandbox: ${line}`);
    },
  });
  return { child, url: await whileAlive(child, ready) };
}

/** Runs the sandbox alone, quiet unless SANDBOX_SCENARIO says otherwise. */
export async function startSandboxAlone() {
  loadEnvFile();
  const { SANDBOX_SCENARIO, SANDBOX_PORT } = process.env;
  await runUntilEnded(async children => {
    await demandFreePort('SANDBOX_PORT', Number(SANDBOX_PORT || 4100), 'npm run sandbox');
    const env = { ...process.env, SANDBOX_SCENARIO: SANDBOX_SCENARIO || 'quiet' };
    const { child, url } = await startSandbox(env, children);
    console.log(`sandbox ready on ${url}\n\n  Visitor page  ${url}/visitor\n  Access token  sandbox-token\n`);
    await child.ended;
    throw child.endedEarly();
  });
}
