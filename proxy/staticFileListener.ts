import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import { noteRequest, requestIdOf } from './requestLog.ts';
import { answerFile } from './staticFileAnswer.ts';
import type { StaticFiles } from './staticFiles.ts';

type Parts = {
  files: StaticFiles;
  /** What every answer carries. */
  securityHeaders: Readonly<Record<string, string>>;
  publicOrigin: string;
  log: Logger;
  metrics: Metrics;
  proxyHops: number;
};

/**
 * Answers requests for files with Node's own means, before the router: at nine o'clock a thousand agents ask for six
 * files each, and web-standard requests and responses would cost five times as much. The listener gives false, and
 * does nothing, for all else: deep links and other names of this machine are the router's, and what is not there.
 */
export function fileListener({ files, securityHeaders, publicOrigin, log, metrics, proxyHops }: Parts) {
  const { host: publicHost } = new URL(publicOrigin);
  const everywhere = Object.entries(securityHeaders).flat();
  const index = files.get('/index.html');
  const others = new Map([...files].filter(([path]) => path !== '/index.html'));
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { method = '', url = '', headers } = request;
    const file = url === '/' && headers.host === publicHost ? index : others.get(url);
    if (!file || (method !== 'GET' && method !== 'HEAD') || isWithBody(request)) return false;
    const start = performance.now();
    const requestId = requestIdOf(headers['x-request-id'], proxyHops);
    const answer = answerFile(file, {
      method,
      acceptEncoding: textOf(headers['accept-encoding']),
      ifNoneMatch: headers['if-none-match'],
      range: headers.range,
      ifRange: textOf(headers['if-range']),
    });
    response.writeHead(answer.status, [...answer.headers, ...everywhere, 'X-Request-Id', requestId]);
    response.end(answer.body);
    noteRequest({ requestId, log, metrics, route: 'static', method, status: answer.status, start });
    return true;
  };
}

/** Such a request is refused by the router. */
function isWithBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** Node joins a header that came twice, except those of which it keeps the first. */
function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'object' ? value.join(', ') : value;
}
