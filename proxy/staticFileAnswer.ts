import { chooseRepresentation, type StaticFile } from './staticFiles.ts';

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
  headers: Record<string, string>;
  /** Left out where there is none. */
  body?: Uint8Array<ArrayBuffer>;
};

/**
 * How a file is answered to GET and HEAD: whole, not at all when the browser has it (304), or one range of it (206, 416;
 * RFC 9110, section 14). Several ranges in one request are answered with the whole file, as anybody may.
 */
export function answerFile(file: StaticFile, request: FileRequest): FileAnswer {
  const { body, etag, encoding } = chooseRepresentation(file, request.acceptEncoding);
  const headers: Record<string, string> = { 'Cache-Control': file.cacheControl, ETag: etag };
  if (file.compressed.length > 0) headers['Vary'] = 'Accept-Encoding';
  if (hasFresh(request.ifNoneMatch, etag)) return { status: 304, headers };
  headers['Content-Type'] = file.type;
  headers['Accept-Ranges'] = 'bytes';
  if (encoding) headers['Content-Encoding'] = encoding;
  const range = wantedRange(request, etag, body.byteLength);
  if (range === 'none such') {
    headers['Content-Range'] = `bytes */${body.byteLength}`;
    headers['Content-Length'] = '0';
    return { status: 416, headers };
  }
  if (range) headers['Content-Range'] = `bytes ${range.first}-${range.last}/${body.byteLength}`;
  const sent = range ? body.subarray(range.first, range.last + 1) : body;
  headers['Content-Length'] = String(sent.byteLength);
  return { status: range ? 206 : 200, headers, ...(request.method !== 'HEAD' && { body: sent }) };
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
    return Number(to) > 0 ? { first: Math.max(length - Number(to), 0), last: length - 1 } : 'none such';
  const [first, last] = [Number(from), Math.min(to === '' ? length : Number(to), length - 1)];
  if (to !== '' && Number(to) < first) return undefined;
  return first < length ? { first, last } : 'none such';
}
