import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Metrics } from './metrics.ts';
import { createLog, noteRequest, requestIdOf } from './requestLog.ts';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

describe('requestIdOf', () => {
  it.each(['edge-12345678', 'a'.repeat(64), '0123456789abcdef'.repeat(2)])('keeps %s', given => {
    expect(requestIdOf(given, 1)).toBe(given);
  });

  it.each([
    ['is missing', undefined],
    ['is short', 'a'.repeat(7)],
    ['is long', 'a'.repeat(65)],
    ['has a space', 'edge 12345678'],
    ['has a line break', 'edge-12345678\nlevel=50'],
    ['has quotes', '"edge-12345678"'],
    ['came twice', 'edge-12345678, edge-87654321'],
    ['came as a list', ['edge-12345678']],
  ])('makes a new one when it %s', (_, given) => {
    expect(requestIdOf(given, 1)).toMatch(uuid);
  });

  it('makes a new one where no reverse proxy is trusted', () => {
    expect(requestIdOf('edge-12345678', 0)).toMatch(uuid);
  });
});

describe('the log', () => {
  it('cuts out what has the name of a secret, however deep, and keeps all else', () => {
    const secret = randomBytes(16).toString('hex');
    const lines: string[] = [];
    const log = createLog('info', { write: line => void lines.push(line) });
    const deep = { a: { b: { c: [{ d: { authorization: secret, kept: 1 } }] } } };
    log.child({ cookie: secret }).info({ ...deep, code: secret, count: 2, nothing: null }, 'seen');
    expect(lines.join('')).not.toContain(secret);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      a: { b: { c: [{ d: { authorization: '[Redacted]', kept: 1 } }] } },
      code: '[Redacted]',
      cookie: '[Redacted]',
      count: 2,
      nothing: null,
      msg: 'seen',
    });
  });

  it.each([
    ['/agent-session', 200, 'info'],
    ['static', 404, 'info'],
    ['static', 200, 'debug'],
    ['static', 304, 'debug'],
    ['/healthz', 200, 'debug'],
    ['/readyz', 503, 'debug'],
  ])('tells of %s with %s at %s', (route, status, level) => {
    const levels: unknown[] = [];
    const log = createLog('trace', { write: line => void levels.push(JSON.parse(line).level) });
    const metrics = new Metrics();
    noteRequest({ requestId: 'id', log, metrics, route, method: 'GET', status, start: performance.now() });
    expect(levels).toEqual([log.levels.values[level]]);
    expect(metrics.text()).toContain(`{route="${route}",method="GET",status="${status}"} 1`);
  });
});

it('latencies fall into every bucket that is wide enough', () => {
  const metrics = new Metrics();
  for (const seconds of [0.001, 0.03, 99]) metrics.countRequest('/auth/me', 'GET', 200, seconds);
  const bucketOf = (most: string) =>
    new RegExp(`_bucket\\{route="/auth/me",le="${most.replace('+', '\\+')}"\\} (\\d)`).exec(
      metrics.text(),
    )?.[1];
  expect(['0.005', '0.025', '0.05', '10', '+Inf'].map(bucketOf)).toEqual(['1', '1', '2', '2', '3']);
});
