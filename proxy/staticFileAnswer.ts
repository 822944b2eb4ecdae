import { chooseRepresentation, type Representation, type StaticFile } from './staticFiles.ts';

/** What of a request decides how a file is answered. */
export type FileRequest = {
  method: string;
  acceptEncoding: string | undefined;
  ifNoneMatch: string | undefined;
  range: string | undefined;
  ifRange: string | undefined;
};

export type FileAnswer = {
  status: 200 | 206 | 304 | 416;
  /** Names and values by turns, as `writeHead` takes them. */
  headers: readonly string[];
  /** Left out where there is none. */
  body?: Uint8Array<ArrayBuffer>;
};

/**
 * How a file is answered to GET and HEAD: whole, not at all when the browser has it (304), or one range of it (206, 416;
 * RFC 9110, section 14). Several ranges in one request are answered with the whole file, as anybody may.
 */
export function answerFile(file: StaticFile, request: FileRequest): FileAnswer {
  const chosen = chooseRepresentation(file, request.acceptEncoding);
  const { body, etag } = chosen;
  if (hasFresh(request.ifNoneMatch, etag)) return { status: 304, headers: headersOf(file, chosen).fresh };
  const range = wantedRange(request, etag, body.byteLength);
  const { whole, part } = headersOf(file, chosen);
  if (range === undefined) return { status: 200, headers: whole, ...(request.method !== 'HEAD' && { body }) };
  if (range === 'none such') {
    const headers = [...part, 'Content-Range', `bytes */${body.byteLength}`, 'Content-Length', '0'];
    return { status: 416, headers };
  }
  const { first, last } = range;
  const length = String(last - first + 1);
  const extent = `bytes ${first}-${last}/${body.byteLength}`;
  return {
    status: 206,
    headers: [...part, 'Content-Range', extent, 'Content-Length', length],
    body: body.subarray(first, last + 1),
  };
}

type PreparedHeaders = Readonly<Record<'fresh' | 'part' | 'whole', readonly string[]>>;

/** Made once for each form of each file. */
const prepared = new WeakMap<Representation, PreparedHeaders>();

function headersOf(file: StaticFile, chosen: Representation): PreparedHeaders {
  const found = prepared.get(chosen);
  if (found) return found;
  const { body, etag, encoding } = chosen;
  const vary = file.compressed.length > 0 ? ['Vary', 'Accept-Encoding'] : [];
  const fresh = ['Cache-Control', file.cacheControl, 'ETag', etag, ...vary];
  const encoded = encoding ? ['Content-Encoding', encoding] : [];
  const part = [...fresh, 'Content-Type', file.type, 'Accept-Ranges', 'bytes', ...encoded];
  const headers = { fresh, part, whole: [...part, 'Content-Length', String(body.byteLength)] };
  prepared.set(chosen, headers);
  return headers;
}

function hasFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const known = ifNoneMatch.split(',').map(entry => entry.trim().replace(/^W\//, ''));
  return known.includes('*') || known.includes(etag);
}

type Range = { first: number; last: number };

/** Undefined asks for the whole: no range, one that is not understood, or one of another version of the file. */
function wantedRange(
  { method, range, ifRange }: FileRequest,
  etag: string,
  length: number,
): Range | 'none such' | undefined {
  if (method !== 'GET' || range === undefined || (ifRange !== undefined && ifRange !== etag))
    return undefined;
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range.trim()) ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '')
    return Number(to) > 0 && length > 0
      ? { first: Math.max(length - Number(to), 0), last: length - 1 }
      : 'none such';
  const [first, last] = [Number(from), Math.min(to === '' ? length : Number(to), length - 1)];
  if (to !== '' && Number(to) < first) return undefined;
  return first < length ? { first, last } : 'none such';
}
