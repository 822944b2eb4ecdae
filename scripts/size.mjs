// Prints what the first page of the built dashboard loads; fails when it is more than it may be.
import { firstLoadFiles, firstLoadLimit, measureFirstLoad } from './checks/firstLoad.mjs';
import { root } from './command.mjs';

const kB = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`;

const chunks = measureFirstLoad(`${root}dist`);
const total = chunks.reduce((sum, { gzipped }) => sum + gzipped, 0);
for (const { path, gzipped } of chunks) console.log(`${kB(gzipped)}  ${path}`);
console.log(`${kB(total)}  JavaScript of the first page, gzipped; the limit is ${kB(firstLoadLimit).trim()}`);
console.log(`${String(chunks.length).padStart(7)}     files; the limit is ${firstLoadFiles}`);
if (total > firstLoadLimit || chunks.length > firstLoadFiles) process.exitCode = 1;
