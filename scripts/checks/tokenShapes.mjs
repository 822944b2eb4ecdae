/**
 * Finds strings that look like secrets: long runs of hexadecimal or of mixed base64. Live tokens in public code are the
 * commonest fault of programs for this API. What is a digest by its own word (`sha256-…`), or decodes to plain text (such
 * as the API's global ids), is none.
 *
 * @param {string} text
 * @returns {{ line: number, shape: string }[]} `shape` shows the first six characters
 */
export function findTokenShapes(text) {
  return text
    .split('\n')
    .flatMap((line, i) =>
      [...line.matchAll(/(sha\d{3}-)?([A-Za-z0-9+/_-]{32,}={0,2})/g)]
        .filter(([, digest, run = '']) => !digest && isTokenShaped(run))
        .map(([, , run = '']) => ({ line: i + 1, shape: `${run.slice(0, 6)}…` })),
    );
}

/** @param {string} run */
function isTokenShaped(run) {
  if (/(?:^|[^0-9a-z])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{32,}(?:[^0-9a-z]|$)/i.test(run)) return true;
  const count = (/** @type {RegExp} */ kind) => run.match(kind)?.length ?? 0;
  const mixed = count(/[A-Z]/g) >= 5 && count(/[a-z]/g) >= 5 && count(/\d/g) >= 4;
  return run.length >= 40 && mixed && !isPlainTextInBase64(run);
}

/** @param {string} run */
function isPlainTextInBase64(run) {
  return /^[\x20-\x7e]+$/.test(Buffer.from(run, 'base64').toString('latin1'));
}
