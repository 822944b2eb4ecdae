import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { LaunchError } from './launchError.mjs';

/** Folder of the checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const endWithParent = new URL('endWithParent.mjs', import.meta.url).href;

/** Milliseconds that a child has to end by itself; the proxy lets requests finish for up to 10 s. */
const patience = 12_000;

/**
 * @typedef {object} Child
 * @property {import('node:child_process').ChildProcess} process
 * @property {Promise<void>} ended settles when the process is gone
 * @property {() => LaunchError} endedEarly what to say when it ended by itself
 */

/** The processes of one launch. None outlives {@link Children.stopAll}, nor, at the latest, this process. */
export class Children {
  /** @type {Set<Child>} */
  #running = new Set();

  /**
   * Starts a program of this project, TypeScript or not.
   *
   * @param {object} options
   * @param {string} options.name for messages
   * @param {string} options.file from the root
   * @param {readonly string[]} [options.args] for the program
   * @param {NodeJS.ProcessEnv} options.env
   * @param {(line: string) => void} options.onLine each line that it prints
   * @returns {Child}
   */
  start({ name, file, args = [], env, onLine }) {
    const child = spawn(process.execPath, ['--import', 'tsx', '--import', endWithParent, file, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    if (child.stdout) createInterface(child.stdout).on('line', onLine);
    return this.#keep(name, child);
  }

  /**
   * Runs a program to its end, its output shown.
   *
   * @param {string} name for messages
   * @param {string[]} args for Node
   * @param {NodeJS.ProcessEnv} env
   * @returns {Promise<boolean>} whether it succeeded
   */
  async run(name, args, env) {
    const child = spawn(process.execPath, ['--import', endWithParent, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    await this.#keep(name, child).ended;
    return child.exitCode === 0;
  }

  /** Ends all that still runs, and waits until it is gone. */
  async stopAll() {
    await Promise.all([...this.#running].map(stop));
  }

  /**
   * @param {string} name
   * @param {import('node:child_process').ChildProcess} child
   * @returns {Child}
   */
  #keep(name, child) {
    const kept = {
      process: child,
      ended: once(child, 'exit').then(() => {
        this.#running.delete(kept);
      }),
      endedEarly() {
        const how = child.signalCode ?? `exit code ${child.exitCode}`;
        return new LaunchError(`The ${name} ended by itself (${how}); so all of it ends.`);
      },
    };
    this.#running.add(kept);
    return kept;
  }
}

/**
 * What `awaited` gives, unless the child ends first.
 *
 * @template T
 * @param {Child} child
 * @param {Promise<T>} awaited
 * @returns {Promise<T>}
 */
export function whileAlive(child, awaited) {
  return Promise.race([awaited, child.ended.then(() => Promise.reject(child.endedEarly()))]);
}

/** @param {Child} child */
async function stop(child) {
  const timer = setTimeout(() => child.process.kill('SIGKILL'), patience);
  child.process.kill('SIGTERM');
  await child.ended;
  clearTimeout(timer);
}
