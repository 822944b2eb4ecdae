// `npm run bench`: every benchmark in turn, alone on the machine as far as we can see to it. Each prints JSON lines, which
// are kept in bench/results/ when it ends well; docs/PERFORMANCE.md is then made anew. Arguments name the ones to run:
// npm run bench -- adapterFrames
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { root, runCommand } from './command.mjs';
import { demandSupportedNode } from './nodeVersion.mjs';
import { writePerformanceFiles } from './performance/files.mjs';
import { keepResult, thisRun } from './performance/results.mjs';

demandSupportedNode();
const wanted = process.argv.slice(2);
const files = readdirSync(`${root}bench`)
  .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .filter(name => wanted.length === 0 || wanted.includes(name.replace(/\.ts$/, '')))
  .sort();
if (files.length === 0) {
  console.error(`No benchmark ${wanted.join(', ')} in bench/.`);
  process.exitCode = 1;
}
// The adapter is measured as it is published: what tsx makes of its source is slower.
const build = await runCommand('npm', ['run', 'build', '--workspace', 'graphql-ws-adapter-custom']);
if (!build.ok) {
  console.error(build.output);
  process.exitCode = 1;
}
for (const file of build.ok ? files : []) {
  if (!(await runBench(file))) process.exitCode = 1;
}
if (build.ok) writePerformanceFiles();

/**
 * @param {string} file in bench/
 * @returns {Promise<boolean>} whether it ended well
 */
async function runBench(file) {
  const run = thisRun();
  const args = ['--expose-gc', '--import', 'tsx', `bench/${file}`];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => {
    output += text;
    process.stdout.write(text);
  });
  const [code] = await once(child, 'close');
  if (code === 0) keepResult(file.replace(/\.ts$/, ''), run, output);
  return code === 0;
}
