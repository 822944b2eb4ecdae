import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { getMimeType } from 'hono/utils/mime';

/** Those that the build makes, the smaller first. */
const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

/** One form of a file: as it is, or compressed. */
export type Representation = {
  body: Uint8Array<ArrayBuffer>;
  /** With its quotes; each encoding has one of its own. */
  etag: string;
  encoding: 'br' | 'gzip' | undefined;
};

export type StaticFile = {
  type: string;
  cacheControl: string;
  plain: Representation;
  /** The smaller first; empty where the build found compression not worth it. */
  compressed: readonly Representation[];
};

/** The built dashboard by URL path. A path that is not in the table does not exist, so there is nothing to traverse. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

/**
 * Reads a built folder into memory, once: the dashboard is a few megabytes, and answering must not wait for a disk. A
 * file's twins `.br` and `.gz`, made by the build, are its compressed forms and no files of their own; nothing is
 * compressed here. Source maps are left out. A folder that is not there gives an empty table.
 */
export async function loadStaticFiles(folder: string): Promise<StaticFiles> {
  const bodies = await readFolder(folder);
  const isServed = (path: string) =>
    !path.endsWith('.map') &&
    !encodings.some(({ ending }) => path.endsWith(ending) && bodies.has(trim(path, ending)));
  const served = [...bodies].filter(([path]) => isServed(path));
  return new Map(served.map(([path, body]) => [path, describeFile(path, body, bodies)]));
}

/**
 * The form that the browser likes best, by the weights of `Accept-Encoding` (RFC 9110, 12.5.3); of several that it likes
 * as well the smallest, and the file as it is before one that it did not name.
 */
export function chooseRepresentation(
  { plain, compressed }: StaticFile,
  acceptEncoding: string | undefined,
): Representation {
  if (compressed.length === 0 || !acceptEncoding) return plain;
  const weights = encodingWeights(acceptEncoding);
  const anyOther = weights.get('*') ?? 0;
  // What is not compressed is taken by all who do not refuse it, and preferred by those who say so.
  let best = { form: plain, weight: weights.get('identity') ?? 0 };
  for (const form of compressed.toReversed()) {
    const weight = weights.get(form.encoding ?? '') ?? anyOther;
    if (weight > 0 && weight >= best.weight) best = { form, weight };
  }
  return best.form;
}

type Weights = ReadonlyMap<string, number>;

/** What was read of a header: browsers of one make all send the same. */
const known = new Map<string, Weights>();
const mostKnown = 100;

function encodingWeights(acceptEncoding: string): Weights {
  const found = known.get(acceptEncoding);
  if (found) return found;
  const weights = new Map(acceptEncoding.toLowerCase().split(',').map(readWeight));
  if (known.size < mostKnown) known.set(acceptEncoding, weights);
  return weights;
}

/** A weight that is no number counts for nothing: whoever wrote it takes the file as it is. */
function readWeight(entry: string): [string, number] {
  const [name = '', ...parameters] = entry.split(';').map(part => part.trim());
  const weight = parameters.find(parameter => parameter.startsWith('q='))?.slice(2) ?? '1';
  return [name, /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0];
}

type Bodies = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

async function readFolder(folder: string): Promise<Bodies> {
  const paths = await listFiles(folder);
  return new Map(
    await Promise.all(
      paths.map(async (path): Promise<[string, Uint8Array<ArrayBuffer>]> => {
        const urlPath = `/${relative(folder, path).split(sep).join('/')}`;
        return [urlPath, new Uint8Array(await readFile(path))];
      }),
    ),
  );
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

function trim(path: string, ending: string): string {
  return path.slice(0, -ending.length);
}

function describeFile(path: string, body: Uint8Array<ArrayBuffer>, bodies: Bodies): StaticFile {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return {
    type: getMimeType(path) ?? 'application/octet-stream',
    // Vite puts a hash of the content into every name under assets/.
    cacheControl: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    plain: { body, etag: `"${hash}"`, encoding: undefined },
    compressed: encodings.flatMap(({ name, ending }) => {
      const twin = bodies.get(path + ending);
      return twin ? [{ body: twin, etag: `"${hash}-${name}"`, encoding: name }] : [];
    }),
  };
}
