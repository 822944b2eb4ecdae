// `npm run test:nodes`: the adapter as it is published, under each line of Node that it supports. The Nodes come from
// the npm registry, are checked by npm, and stay in node_modules/.cache. Not a part of `npm test`, which tries the Node
// at hand.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addProgram,
  copyAdapter,
  makeProject,
  packAdapter,
  run,
  tryToRun,
} from '../packages/graphql-ws-adapter-custom/packaging/pack.mjs';
import { root, runCommand } from './command.mjs';
import { demandSupportedNode } from './nodeVersion.mjs';

const versions = ['20.20.2', '22.23.3', '24.21.0'];

demandSupportedNode();
const folder = await mkdtemp(join(tmpdir(), 'adapter-nodes-'));
try {
  const project = join(folder, 'project');
  await makeProject(project, await packAdapter(await copyAdapter(join(folder, 'copy'))), ['ws']);
  const program = await addProgram(project, 'smoke');
  for (const version of versions) {
    if (!(await converseUnder(version, program, project))) process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true });
}

/**
 * @param {string} version of Node
 * @param {string} program
 * @param {string} project its folder
 * @returns {Promise<boolean>} whether all went well, which is also printed
 */
async function converseUnder(version, program, project) {
  const start = performance.now();
  const { ok, output } = await fetchNode(version).then(
    node => tryToRun(node, [program], project),
    error => ({ ok: false, output: String(error) }),
  );
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${ok ? 'ok    ' : 'FAILED'} Node ${version} (${seconds} s): ${output.trim()}`);
  return ok;
}

/**
 * @param {string} version
 * @returns {Promise<string>} the path of this Node's program, downloaded when it isn't there yet
 */
async function fetchNode(version) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const prefix = join(root, 'node_modules', '.cache', 'nodes', version);
  const program = join(
    prefix,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(program)) {
    await mkdir(prefix, { recursive: true });
    await writeFile(join(prefix, 'package.json'), '{ "private": true }');
    const { ok, output } = await runCommand('npm', [
      'install',
      '--no-save',
      '--prefix',
      prefix,
      `${name}@${version}`,
    ]);
    if (!ok) throw new Error(`${name}@${version} could not be installed:\n${output}`);
  }
  const actual = (await run(program, ['--version'], prefix)).trim();
  if (actual !== `v${version}`) throw new Error(`Expected Node ${version} from ${name}, got ${actual}.`);
  return program;
}
