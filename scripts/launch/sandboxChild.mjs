import { whileAlive } from './children.mjs';
import { LaunchError } from './launchError.mjs';
import { runUntilEnded } from './lifecycle.mjs';
import { demandFreePort, loadEnvFile } from './settings.mjs';

/** @import { Child, Children } from './children.mjs' */

/**
 * Starts the sandbox and waits until it listens.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {Children} children
 * @param {readonly string[]} args for the sandbox
 * @returns {Promise<{ child: Child, url: string }>}
 */
export async function startSandbox(env, children, args = []) {
  /** @type {(url: string) => void} */
  let isReady = () => undefined;
  /** @type {Promise<string>} */
  const ready = new Promise(resolve => {
    isReady = resolve;
  });
  const child = children.start({
    name: 'sandbox',
    file: 'sandbox/main.ts',
    args,
    env,
    onLine(line) {
      const url = /^sandbox ready on (\S+)/.exec(line)?.[1];
      if (url) isReady(url);
      else console.log(`sandbox: ${line}`);
    },
  });
  return { child, url: await whileAlive(child, ready) };
}

/**
 * Runs the sandbox alone, quiet unless `--scenario` or SANDBOX_SCENARIO says otherwise.
 *
 * @param {readonly string[]} args for the sandbox
 */
export async function startSandboxAlone(args) {
  loadEnvFile();
  const { SANDBOX_SCENARIO, SANDBOX_PORT } = process.env;
  await runUntilEnded(async children => {
    if (args.includes('--help')) return showHelp(children);
    await demandFreePort('SANDBOX_PORT', Number(SANDBOX_PORT || 4100), 'npm run sandbox');
    const env = { ...process.env, SANDBOX_SCENARIO: SANDBOX_SCENARIO || 'quiet' };
    const { child, url } = await startSandbox(env, children, args).catch(() => {
      // It has said why.
      throw new LaunchError('');
    });
    console.log(`sandbox ready on ${url}\n\n  Visitor page  ${url}/visitor\n  Access token  sandbox-token\n`);
    await child.ended;
    throw child.endedEarly();
  });
}

/** @param {Children} children */
async function showHelp(children) {
  const args = ['--import', 'tsx', 'sandbox/main.ts', '--help'];
  if (!(await children.run('sandbox', args, process.env))) throw new LaunchError('');
}
