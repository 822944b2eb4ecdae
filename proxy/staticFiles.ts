import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { getMimeType } from 'hono/utils/mime';

type Encoding = 'br' | 'gzip';

export type StaticFile = {
  type: string;
  etag: string;
  cacheControl: string;
  body: Uint8Array<ArrayBuffer>;
  /** The same, compressed at build time: `app.js.br`, `app.js.gz`. */
  encoded: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>;
};

/** The built dashboard by URL path. A path that is not in the table does not exist, so there is nothing to traverse. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

/**
 * Reads a folder into memory, once: the dashboard is a few megabytes, and answering must not wait for a disk. A folder
 * that is not there gives an empty table.
 */
export async function loadStaticFiles(folder: string): Promise<StaticFiles> {
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const path of await listFiles(folder)) {
    contents.set(`/${relative(folder, path).split(sep).join('/')}`, new Uint8Array(await readFile(path)));
  }
  const originals = [...contents].filter(([path]) => !isCompressedTwin(path, contents));
  return new Map(originals.map(([path, body]) => [path, describeFile(path, body, contents)]));
}

/** Picks the encoding to answer with, Brotli first; undefined is the file as it is. */
export function chooseEncoding({ encoded }: StaticFile, acceptEncoding = ''): Encoding | undefined {
  const accepted = new Set(
    acceptEncoding
      .toLowerCase()
      .split(',')
      .map(entry => entry.split(';').map(part => part.trim()))
      .filter(([, weight]) => !/^q=0(\.0*)?$/.test(weight ?? ''))
      .map(([name]) => name),
  );
  return (['br', 'gzip'] as const).find(encoding => encoded[encoding] && accepted.has(encoding));
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function isCompressedTwin(path: string, contents: ReadonlyMap<string, unknown>): boolean {
  return /\.(br|gz)$/.test(path) && contents.has(path.replace(/\.(br|gz)$/, ''));
}

function describeFile(
  path: string,
  body: Uint8Array<ArrayBuffer>,
  contents: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
): StaticFile {
  const br = contents.get(`${path}.br`);
  const gzip = contents.get(`${path}.gz`);
  return {
    type: getMimeType(path) ?? 'application/octet-stream',
    etag: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    // Vite puts a hash of the content into every name under assets/.
    cacheControl: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    body,
    encoded: { ...(br && { br }), ...(gzip && { gzip }) },
  };
}
