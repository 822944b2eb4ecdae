// `npm run icons`: draws the icons of public/ from public/icon.svg, in a real browser. Run it after a change of that file.
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium } from './findChromium.mjs';

const icon = readFileSync('public/icon.svg', 'utf8');
const body = icon.replace(/^<svg[^>]*>|<\/svg>\s*$/gu, '');
const shapes = body.replace(/<title>.*?<\/title>|<rect[^>]*>/gu, '');

/** @typedef {{ name: string, size: number, svg: string }} Icon */

/** @type {Icon[]} */
const icons = [
  ...[192, 512].map(size => ({ name: `icon-${size}`, size, svg: svg(body) })),
  // Systems cut a maskable icon to their own shape: the ground reaches the edges, the drawing stays well inside.
  ...[192, 512].map(size => ({ name: `icon-maskable-${size}`, size, svg: svg(`${ground()}${inset(0.7)}`) })),
  { name: 'apple-touch-icon', size: 180, svg: svg(`${ground()}${inset(0.85)}`) },
  // Beside a notice Android shows nothing but the shape.
  { name: 'badge-96', size: 96, svg: svg(shapes) },
];

const browser = await chromium.launch({ executablePath: await findChromium() });
try {
  for (const each of icons) await draw(each);
} finally {
  await browser.close();
}

/** @param {Icon} icon */
async function draw({ name, size, svg: markup }) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${markup}`,
  );
  writeFileSync(`public/${name}.png`, await page.screenshot({ omitBackground: true }));
  await page.close();
  console.log(`public/${name}.png`);
}

/** @param {string} content */
function svg(content) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${content}</svg>`;
}

function ground() {
  return '<rect width="32" height="32" fill="#0b7065"/>';
}

/** @param {number} scale */
function inset(scale) {
  return `<g transform="translate(${16 * (1 - scale)} ${16 * (1 - scale)}) scale(${scale})">${shapes}</g>`;
}
