import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../command.mjs';

/** @import { Outcome } from '../command.mjs' */

/** Attributes that people read or hear. */
const READ = new Set(['aria-label', 'aria-description', 'alt', 'label', 'placeholder', 'title', 'textValue']);
/** Names of products, and what is not of any language. */
const NAMES = new Set(['Switchboard', 'Enter', 'Esc', 'https://']);

/**
 * Whether every text that the dashboard's components show is marked for translation.
 *
 * @returns {Promise<Outcome>}
 */
export async function checkUntranslated() {
  const files = readdirSync(join(root, 'web'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.tsx') && !/\.test\.|^testing/u.test(file))
    .map(file => `web/${file}`);
  const found = files.flatMap(file =>
    untranslatedIn(readFileSync(join(root, file), 'utf8')).map(({ line, text }) => `${file}:${line} ${text}`),
  );
  return { ok: found.length === 0, output: [...found, 'See docs/TRANSLATING.md.'].join('\n') };
}

/**
 * The texts of a component that are shown as they stand in the code.
 *
 * @param {string} code TSX
 * @returns {{ line: number, text: string }[]}
 */
export function untranslatedIn(code) {
  const file = ts.createSourceFile('x.tsx', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  /** @type {{ line: number, text: string }[]} */
  const found = [];
  /** @param {ts.Node} node @param {string} text */
  const note = (node, text) => {
    const shown = text.trim();
    if (!/\p{L}{2}/u.test(shown) || NAMES.has(shown)) return;
    found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: shown });
  };
  /** @param {ts.Node} node @param {boolean} isShown whether a string here is put on the screen */
  const walk = (node, isShown) => {
    if (isMarked(node)) return;
    if (ts.isJsxText(node)) note(node, node.text);
    else if (ts.isJsxAttribute(node)) {
      if (READ.has(node.name.getText()) && node.initializer) walk(node.initializer, true);
    } else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      if (isShown) note(node, node.text);
    } else if (ts.isTemplateExpression(node)) {
      if (isShown)
        note(node, [node.head.text, ...node.templateSpans.map(span => span.literal.text)].join(' '));
    } else {
      const shows = ts.isJsxExpression(node) ? isChild(node) || isShown : isShown && passesOn(node);
      ts.forEachChild(node, child => walk(child, shows && !isCondition(node, child)));
    }
  };
  walk(file, false);
  return found;
}

/** @param {ts.Node} node */
function isMarked(node) {
  if (ts.isTaggedTemplateExpression(node)) return true;
  if (!ts.isJsxElement(node) && !ts.isJsxSelfClosingElement(node)) return false;
  const { tagName } = ts.isJsxElement(node) ? node.openingElement : node;
  return ['Trans', 'Plural', 'Select'].includes(tagName.getText());
}

/** @param {ts.JsxExpression} node */
function isChild({ parent }) {
  return ts.isJsxElement(parent) || ts.isJsxFragment(parent);
}

/** Whether a value of the node is one of its parts. @param {ts.Node} node */
function passesOn(node) {
  return (
    ts.isConditionalExpression(node) || ts.isParenthesizedExpression(node) || ts.isBinaryExpression(node)
  );
}

/** Whether the child only decides: what is shown is another. @param {ts.Node} node @param {ts.Node} child */
function isCondition(node, child) {
  if (ts.isConditionalExpression(node)) return node.condition === child;
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return node.left === child;
  const { PlusToken, BarBarToken, QuestionQuestionToken } = ts.SyntaxKind;
  return ![PlusToken, BarBarToken, QuestionQuestionToken].includes(kind);
}
