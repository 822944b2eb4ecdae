import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const execute = promisify(execFile);
const checkout = fileURLToPath(new URL('../../..', import.meta.url));
const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Copies the adapter into `folder`, with what its build needs, so that packing leaves the checkout as it is.
 *
 * @param {string} folder an empty one
 * @returns {Promise<string>} the folder of the copy
 */
export async function copyAdapter(folder) {
  const copy = join(folder, 'packages', 'graphql-ws-adapter-custom');
  await cp(packageFolder, copy, { recursive: true });
  await cp(join(checkout, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  await symlink(join(checkout, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return copy;
}

/**
 * Builds and packs as `npm publish` does, `prepack` first.
 *
 * @param {string} copy what `copyAdapter` made
 * @returns {Promise<string>} the path of the tarball
 */
export async function packAdapter(copy) {
  await npm(['pack'], copy);
  const tarball = (await readdir(copy)).find(name => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`Expected npm pack to leave a tarball in ${copy}, found none.`);
  return join(copy, tarball);
}

/**
 * A project with the tarball installed by npm, without the network. Other packages are linked from the checkout.
 *
 * @param {string} folder is made
 * @param {string} tarball
 * @param {readonly string[]} linked names of packages
 */
export async function makeProject(folder, tarball, linked) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await npm(['install', '--offline', '--legacy-peer-deps', '--no-save', tarball], folder);
  for (const name of linked) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(checkout, 'node_modules', name), link, 'junction');
  }
}

/**
 * Puts a program of this folder into a project as `.mjs`. What it imports by name, the adapter too, is left to the
 * project.
 *
 * @param {string} project its folder
 * @param {string} name of the program, without its ending
 * @returns {Promise<string>} the path of the program
 */
export async function addProgram(project, name) {
  const outfile = join(project, `${name}.mjs`);
  await build({
    entryPoints: [join(packageFolder, 'packaging', `${name}.ts`)],
    bundle: true,
    format: 'esm',
    packages: 'external',
    outfile,
  });
  return outfile;
}

/**
 * Runs a command to its end, of which it has a minute.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} folder
 * @returns {Promise<{ ok: boolean, output: string }>} `output` is all that it printed
 */
export async function tryToRun(command, args, folder) {
  const shell = process.platform === 'win32' && command === 'npm';
  try {
    const { stdout, stderr } = await execute(command, args, { cwd: folder, timeout: 60_000, shell });
    return { ok: true, output: stdout + stderr };
  } catch (error) {
    const { stdout = '', stderr = '', message, signal } = Object(error);
    return { ok: false, output: `${stdout}${stderr}` || `${message} ${signal ?? ''}` };
  }
}

/**
 * The same, for a command that is expected to succeed.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} folder
 * @returns {Promise<string>} all that it printed
 * @throws {Error} with that, when it fails
 */
export async function run(command, args, folder) {
  const { ok, output } = await tryToRun(command, args, folder);
  if (!ok) throw new Error(`${[command, ...args].join(' ')} failed:\n${output}`);
  return output;
}

/**
 * @param {readonly string[]} args
 * @param {string} folder
 */
async function npm(args, folder) {
  await run('npm', args, folder);
}
