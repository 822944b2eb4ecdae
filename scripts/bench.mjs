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
for (const file of files) {
  const args = ['--conditions=adapter-source', '--expose-gc', '--import', 'tsx', `bench/${file}`];
  const { ok } = await runCommand(process.execPath, args, { show: true });
  if (!ok) process.exitCode = 1;
}
