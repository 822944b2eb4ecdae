import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Longest time (ms) from the start of the process to its lines that say where everything is. */
const START_TIME = 90_000;

/** Where a running Switchboard is. */
export type Addresses = {
  /** Origin of the dashboard. */
  readonly dashboard: string;
  /** Origin of the sandbox. */
  readonly sandbox: string;
};

/** The dashboard in `dist/`, the proxy and a sandbox, as `npm start` runs them, on free ports. */
export class Switchboard {
  readonly addresses: Addresses;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, addresses: Addresses) {
    this.#child = child;
    this.addresses = addresses;
  }

  /**
   * Starts it, with a scenario of the sandbox, and waits until it is ready. Throws with all that it printed when it ends
   * instead, or takes 90 s.
   */
  static async start(scenario = 'quiet'): Promise<Switchboard> {
    const child = launch(scenario);
    try {
      return new Switchboard(child, await readAddresses(child));
    } catch (error) {
      await end(child);
      throw error;
    }
  }

  /** Ends it and waits until it is gone. Throws when it ended by itself before, or not with exit code 0. */
  async stop(): Promise<void> {
    if (hasEnded(this.#child)) throw new Error(`Switchboard ended by itself: ${howEnded(this.#child)}.`);
    await end(this.#child);
    if (this.#child.exitCode !== 0) throw new Error(`Expected exit code 0, got ${howEnded(this.#child)}.`);
  }
}

/** Should this worker be killed, the closed channel ends the child as well. */
function launch(scenario: string): ChildProcess {
  const endWithParent = new URL('../../scripts/launch/endWithParent.mjs', import.meta.url).href;
  return spawn(
    process.execPath,
    ['--import', endWithParent, 'scripts/start.mjs', '--no-build', '--no-env-file'],
    {
      cwd: root,
      env: environment(scenario),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
}

/** Empty values hide those of the shell, so that a developer's own Zendesk account is never touched. */
function environment(scenario: string): NodeJS.ProcessEnv {
  const hidden = ['SUBDOMAIN', 'CLIENT_ID', 'CLIENT_SECRET', 'CHAT_API_URL', 'AUTHORIZE_URL', 'TOKEN_URL'];
  return {
    ...process.env,
    ...Object.fromEntries(hidden.map(name => [`ZENDESK_${name}`, ''])),
    PUBLIC_URL: '',
    REDIS_URL: '',
    TRUST_PROXY: '',
    PORT: '0',
    SANDBOX_PORT: '0',
    SANDBOX_SCENARIO: scenario,
  };
}

function readAddresses(child: ChildProcess): Promise<Addresses> {
  let printed = '';
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`Switchboard ${what}. It printed:\n${printed}`));
    const timer = setTimeout(() => fail(`was not ready after ${START_TIME} ms`), START_TIME);
    child.once('exit', () => {
      clearTimeout(timer);
      fail(`ended before it was ready (${howEnded(child)})`);
    });
    const read = (chunk: string) => {
      printed += chunk;
      const addresses = addressesIn(printed);
      if (addresses === null) return;
      clearTimeout(timer);
      resolve(addresses);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', read);
  });
}

function addressesIn(printed: string): Addresses | null {
  const dashboard = /Dashboard +(\S+)\n/u.exec(printed)?.[1];
  const visitorPage = /Visitor page +(\S+)\n/u.exec(printed)?.[1];
  if (dashboard === undefined || visitorPage === undefined) return null;
  return { dashboard: new URL(dashboard).origin, sandbox: new URL(visitorPage).origin };
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function howEnded(child: ChildProcess): string {
  return child.signalCode ?? `exit code ${child.exitCode}`;
}
