import { once } from 'node:events';
import { whileAlive } from './children.mjs';
import { LaunchError } from './launchError.mjs';
import { runUntilEnded } from './lifecycle.mjs';
import { findFreePort } from './ports.mjs';
import { startSandbox } from './sandboxChild.mjs';
import { demandFreePort, loadEnvFile, readSettings, usesSandbox } from './settings.mjs';

/**
 * @import { Child, Children } from './children.mjs'
 * @import { Settings } from './settings.mjs'
 */

/**
 * Starts all of Switchboard, to be ended by a signal or by the end of one of its parts.
 *
 * @param {string[]} args `--dev`: hot reload instead of a build; `--no-build`: serve what `dist/` holds;
 *   `--no-env-file`: leave `.env` aside, as tests do
 */
export const startSwitchboard = args => runUntilEnded(children => launch(args, children));

/**
 * @param {string[]} args
 * @param {Children} children
 * @returns {Promise<never>}
 */
async function launch(args, children) {
  const dev = args.includes('--dev');
  if (!args.includes('--no-env-file')) loadEnvFile();
  await demandUsableConfig(process.env, children);
  const settings = await readSettings(process.env);
  const command = dev ? 'npm run dev' : 'npm start';
  await demandFreePort('PORT', settings.port, command);
  if (settings.sandbox) await demandFreePort('SANDBOX_PORT', settings.sandboxPort, command);

  const [sandbox] = await Promise.all([
    settings.sandbox ? startSandbox(sandboxEnv(settings), children) : undefined,
    dev || args.includes('--no-build') ? undefined : buildDashboard(children),
  ]);
  const proxy = await startProxy(settings, dev, sandbox?.url, children);
  const devServer = dev ? await startDevServer(settings, proxy.port, children) : undefined;
  console.log(readyText(settings, sandbox?.url));
  const parts = [proxy.child, sandbox?.child, devServer].filter(child => child !== undefined);
  throw await Promise.race(parts.map(child => child.ended.then(() => child.endedEarly())));
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {Children} children
 */
async function demandUsableConfig(env, children) {
  const sandbox = usesSandbox(env) && { SWITCHBOARD_SANDBOX_URL: 'http://127.0.0.1:4100' };
  const args = ['--import', 'tsx', 'proxy/main.ts', '--check-config'];
  // What is wrong has been said by the check itself.
  if (!(await children.run('configuration check', args, { ...env, ...sandbox }))) throw new LaunchError('');
}

/** @param {Settings} settings */
function sandboxEnv({ sandboxPort, env }) {
  const { SANDBOX_SCENARIO } = env;
  return { ...env, SANDBOX_PORT: String(sandboxPort), SANDBOX_SCENARIO: SANDBOX_SCENARIO || 'walkthrough' };
}

/** @param {Children} children */
async function buildDashboard(children) {
  const start = performance.now();
  console.log('Building the dashboard …');
  const args = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
  if (!(await children.run('build', args, process.env)))
    throw new LaunchError('The dashboard could not be built; the reason stands above.');
  console.log(`Built in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
}

/**
 * @param {Settings} settings
 * @param {boolean} dev the proxy stands behind the dev server then, on a port of its own
 * @param {string | undefined} sandboxUrl
 * @param {Children} children
 * @returns {Promise<{ child: Child, port: number }>}
 */
async function startProxy({ port, env }, dev, sandboxUrl, children) {
  const { LOG_LEVEL = '' } = env;
  const proxyPort = dev ? await findFreePort() : port;
  const child = children.start({
    name: 'proxy',
    file: 'proxy/main.ts',
    env: {
      ...env,
      PORT: String(proxyPort),
      ...(sandboxUrl && { SWITCHBOARD_SANDBOX_URL: sandboxUrl, LOG_LEVEL: LOG_LEVEL || 'warn' }),
    },
    onLine: sandboxUrl ? printLogLine : line => console.log(line),
  });
  await whileAlive(child, once(child.process, 'message'));
  return { child, port: proxyPort };
}

/**
 * @param {Settings} settings
 * @param {number} proxyPort
 * @param {Children} children
 * @returns {Promise<Child>}
 */
async function startDevServer({ env }, proxyPort, children) {
  const child = children.start({
    name: 'development server',
    file: 'scripts/launch/devServer.mjs',
    env: { ...env, PROXY_PORT: String(proxyPort) },
    onLine: line => console.log(line),
  });
  await whileAlive(child, once(child.process, 'message'));
  return child;
}

const logEnvelope = new Set(['level', 'time', 'pid', 'hostname', 'requestId']);

/**
 * On the sandbox a person reads along; with Zendesk the log stays JSON for a collector.
 *
 * @param {string} line
 */
function printLogLine(line) {
  try {
    const { msg, ...rest } = JSON.parse(line);
    const details = Object.entries(rest).filter(([key]) => !logEnvelope.has(key));
    console.log(
      ['proxy:', msg, ...details.map(([key, value]) => `${key}=${JSON.stringify(value)}`)].join(' '),
    );
  } catch {
    console.log(`proxy: ${line}`);
  }
}

/**
 * @param {Settings} settings
 * @param {string | undefined} sandboxUrl
 */
function readyText({ env: { PUBLIC_URL } }, sandboxUrl) {
  const dashboard = `\n  Dashboard     ${PUBLIC_URL}\n`;
  if (!sandboxUrl) return `${dashboard}\nCtrl+C ends it.`;
  return `${dashboard}  Visitor page  ${sandboxUrl}/visitor\n
No ZENDESK_* variable is set: the sandbox stands in for Zendesk. Ctrl+C ends all of it.`;
}
