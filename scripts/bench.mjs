// `npm run bench`: every benchmark in turn, alone on the machine as far as we can see to it. Each prints JSON lines.
// Arguments name the ones to run: npm run bench -- decode
import { readdirSync } from 'node:fs';
import { root, runCommand } from './command.mjs';
import { demandSupportedNode } from './nodeVersion.mjs';

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
  const args = ['--expose-gc', '--import', 'tsx', `bench/${file}`];
  const { ok } = await runCommand(process.execPath, args, { show: true });
  if (!ok) process.exitCode = 1;
}
